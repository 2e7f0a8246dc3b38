// The one place that decides which kernels run.

#include <string.h>

#include "tables.h"

typedef struct {
  const ck_kernels *table;
  bool (*is_supported)(void);
} tier;

static bool always(void) { return true; }

#if defined(__x86_64__)
static bool has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static bool has_avx512(void) {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}

static bool has_avx512bf16(void) { return has_avx512() && __builtin_cpu_supports("avx512bf16"); }
#endif

static const tier tiers[] = {
#if defined(__x86_64__)
    {&ck_kernels_avx512, has_avx512},
    {&ck_kernels_avx2, has_avx2},
#elif defined(__aarch64__)
    {&ck_kernels_neon, always},
#endif
    {&ck_kernels_portable, always},
#if defined(__x86_64__)
    // After the one that always runs: only for who asks for them.
    {&ck_kernels_avx512bf16, has_avx512bf16},
#endif
};

size_t ck_kernels_count(void) { return sizeof tiers / sizeof *tiers; }

const char *ck_kernels_name(size_t index) { return tiers[index].table->name; }

const ck_kernels *ck_kernels_best(void) {
  size_t i = 0;
  while (!tiers[i].is_supported()) i++;
  return tiers[i].table;
}

const ck_kernels *ck_kernels_named(const char *name) {
  for (size_t i = 0; i < ck_kernels_count(); i++)
    if (strcmp(tiers[i].table->name, name) == 0)
      return tiers[i].is_supported() ? tiers[i].table : NULL;
  return NULL;
}
