// A thread team. Each thread owns a span of the pieces and takes from its front; one that runs dry
// steals from the back of the others. A span is one 64-bit word (job, next, end), so taking a piece
// is one compare-and-swap, and a thread that wakes late can never take from a job that has ended.

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "CKernels.h"

enum { spins_before_yield = 2000, yields_before_sleep = 40, cache_line = 64 };

typedef struct {
  _Alignas(cache_line) _Atomic uint64_t span;  // job << 40 | next << 20 | end
  float *scratch;
  pthread_t thread;
} member;

struct ck_team {
  size_t threads;
  size_t scratch_floats;
  float *shared;
  size_t shared_floats;
  size_t started;

  ck_task *task;
  const void *context;
  size_t count, grain;

  _Alignas(cache_line) _Atomic uint32_t job;
  _Alignas(cache_line) _Atomic size_t pending;
  _Alignas(cache_line) _Atomic size_t sleepers;
  _Atomic bool is_ending;
  pthread_mutex_t mutex;
  pthread_cond_t wake;

  member members[];
};

typedef struct {
  ck_team *team;
  size_t index;
} seat;

enum { field_bits = 20, max_pieces = (1 << field_bits) - 1 };

static uint64_t pack(uint32_t job, uint64_t next, uint64_t end) {
  return (uint64_t)job << (2 * field_bits) | next << field_bits | end;
}

static uint32_t job_of(uint64_t span) { return (uint32_t)(span >> (2 * field_bits)); }
static size_t next_of(uint64_t span) { return span >> field_bits & max_pieces; }
static size_t end_of(uint64_t span) { return span & max_pieces; }

// The job number as it appears inside a span.
static uint32_t short_job(uint32_t job) { return job & ((1u << (64 - 2 * field_bits)) - 1); }

static bool take(member *owner, uint32_t job, bool from_front, size_t *piece) {
  uint64_t span = atomic_load_explicit(&owner->span, memory_order_acquire);
  while (job_of(span) == job && next_of(span) < end_of(span)) {
    size_t next = next_of(span), end = end_of(span);
    uint64_t rest = from_front ? pack(job, next + 1, end) : pack(job, next, end - 1);
    if (atomic_compare_exchange_weak_explicit(&owner->span, &span, rest, memory_order_acq_rel,
                                              memory_order_acquire)) {
      *piece = from_front ? next : end - 1;
      return true;
    }
  }
  return false;
}

static void work(ck_team *team, size_t self, uint32_t job) {
  size_t done = 0;
  for (size_t k = 0; k < team->threads; k++) {
    member *owner = &team->members[(self + k) % team->threads];
    for (size_t piece; take(owner, job, k == 0, &piece); done++) {
      size_t begin = piece * team->grain;
      size_t end = begin + team->grain < team->count ? begin + team->grain : team->count;
      team->task(team->context, begin, end, team->members[self].scratch);
    }
  }
  if (done) atomic_fetch_sub_explicit(&team->pending, done, memory_order_acq_rel);
}

// Numbers below 1e-38, such as moments that decayed, count as zero: arithmetic on them is many times
// slower. Returns the setting that was in force.
static uint64_t flush_denormals(void) {
#if defined(__x86_64__)
  uint64_t saved = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr((uint32_t)saved | 0x8040);
#elif defined(__aarch64__)
  uint64_t saved;
  __asm__ volatile("mrs %0, fpcr" : "=r"(saved));
  __asm__ volatile("msr fpcr, %0" ::"r"(saved | (uint64_t)1 << 24));
#else
  uint64_t saved = 0;
#endif
  return saved;
}

static void restore_denormals(uint64_t saved) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr((uint32_t)saved);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" ::"r"(saved));
#else
  (void)saved;
#endif
}

static void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Returns the number of a job other than `last`, or `last` when the team is ending.
static uint32_t wait_for_job(ck_team *team, uint32_t last) {
  for (int i = 0; i < spins_before_yield + yields_before_sleep; i++) {
    uint32_t job = atomic_load_explicit(&team->job, memory_order_acquire);
    if (job != last || atomic_load_explicit(&team->is_ending, memory_order_acquire)) return job;
    if (i < spins_before_yield) pause_briefly();
    else sched_yield();
  }
  pthread_mutex_lock(&team->mutex);
  atomic_fetch_add(&team->sleepers, 1);
  while (atomic_load(&team->job) == last && !atomic_load(&team->is_ending))
    pthread_cond_wait(&team->wake, &team->mutex);
  atomic_fetch_sub(&team->sleepers, 1);
  pthread_mutex_unlock(&team->mutex);
  return atomic_load(&team->job);
}

static void *member_main(void *argument) {
  seat own = *(seat *)argument;
  free(argument);
  flush_denormals();
  uint32_t job = 0;
  for (;;) {
    uint32_t next = wait_for_job(own.team, job);
    if (atomic_load_explicit(&own.team->is_ending, memory_order_acquire)) return NULL;
    job = next;
    work(own.team, own.index, short_job(job));
  }
}

static void wake_sleepers(ck_team *team) {
  if (atomic_load(&team->sleepers) == 0) return;
  pthread_mutex_lock(&team->mutex);
  pthread_cond_broadcast(&team->wake);
  pthread_mutex_unlock(&team->mutex);
}

ck_team *ck_team_create(size_t threads) {
  void *memory = NULL;
  size_t bytes = sizeof(ck_team) + threads * sizeof(member);
  if (threads == 0 || posix_memalign(&memory, cache_line, bytes) != 0) return NULL;
  ck_team *team = memory;
  *team = (ck_team){.threads = threads};
  pthread_mutex_init(&team->mutex, NULL);
  pthread_cond_init(&team->wake, NULL);
  for (size_t i = 0; i < threads; i++) team->members[i] = (member){0};
  for (size_t i = 1; i < threads; i++) {
    seat *own = malloc(sizeof *own);
    if (own) *own = (seat){team, i};
    if (!own || pthread_create(&team->members[i].thread, NULL, member_main, own) != 0) {
      free(own);
      ck_team_destroy(team);
      return NULL;
    }
    team->started++;
  }
  return team;
}

void ck_team_destroy(ck_team *team) {
  if (!team) return;
  pthread_mutex_lock(&team->mutex);
  atomic_store(&team->is_ending, true);
  pthread_cond_broadcast(&team->wake);
  pthread_mutex_unlock(&team->mutex);
  for (size_t i = 1; i <= team->started; i++) pthread_join(team->members[i].thread, NULL);
  for (size_t i = 0; i < team->threads; i++) ck_floats_free(team->members[i].scratch);
  ck_floats_free(team->shared);
  pthread_cond_destroy(&team->wake);
  pthread_mutex_destroy(&team->mutex);
  free(team);
}

size_t ck_team_threads(const ck_team *team) { return team->threads; }

bool ck_team_reserve_scratch(ck_team *team, size_t floats) {
  if (floats <= team->scratch_floats) return true;
  for (size_t i = 0; i < team->threads; i++) {
    float *scratch = ck_floats_create(floats);
    if (!scratch) return false;
    ck_floats_free(team->members[i].scratch);
    team->members[i].scratch = scratch;
  }
  team->scratch_floats = floats;
  return true;
}

float *ck_team_shared_memory(ck_team *team, size_t floats) {
  if (floats > team->shared_floats) {
    float *shared = ck_floats_create(floats);
    if (!shared) return NULL;
    ck_floats_free(team->shared);
    team->shared = shared;
    team->shared_floats = floats;
  }
  return team->shared;
}

static void run(ck_team *team, ck_task *task, const void *context, size_t count, size_t grain) {
  size_t pieces = (count + grain - 1) / grain;
  if (pieces == 0) return;
  if (pieces > max_pieces) {
    grain = (count + max_pieces - 1) / max_pieces;
    pieces = (count + grain - 1) / grain;
  }
  if (pieces == 1 || team->threads == 1) {
    task(context, 0, count, team->members[0].scratch);
    return;
  }
  team->task = task;
  team->context = context;
  team->count = count;
  team->grain = grain;
  atomic_store_explicit(&team->pending, pieces, memory_order_relaxed);
  uint32_t job = atomic_load_explicit(&team->job, memory_order_relaxed) + 1;
  for (size_t i = 0; i < team->threads; i++) {
    size_t next = pieces * i / team->threads, end = pieces * (i + 1) / team->threads;
    atomic_store_explicit(&team->members[i].span, pack(short_job(job), next, end),
                          memory_order_release);
  }
  atomic_store(&team->job, job);
  wake_sleepers(team);
  work(team, 0, short_job(job));
  for (int i = 0; atomic_load_explicit(&team->pending, memory_order_acquire) != 0; i++) {
    if (i < spins_before_yield) pause_briefly();
    else sched_yield();
  }
}

void ck_team_run(ck_team *team, ck_task *task, const void *context, size_t count, size_t grain) {
  uint64_t saved = flush_denormals();
  run(team, task, context, count, grain);
  restore_denormals(saved);
}
