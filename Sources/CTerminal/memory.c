// Ends the program with a line where the system has no memory left: Swift, which asks for nearly all of it, would
// trap without a word. Stands before the C library's own functions, which GNU's allows.

#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CTerminal.h"
#include "crash.h"
#include "restore.h"
#include "sanitized.h"

#if defined(__GLIBC__) && !defined(CT_IS_SANITIZED)

#include <malloc.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

// What is large and short-lived goes back to the system when it is freed. Left alone, the threshold rises with every
// such block, up to 32 MB, and what was in use once is held for good.
__attribute__((constructor)) static void give_back_what_is_large(void) { mallopt(M_MMAP_THRESHOLD, 1 << 20); }

static _Noreturn void die_of_shortage(size_t size) {
  static atomic_flag is_told = ATOMIC_FLAG_INIT;
  // Where one thread gets nothing, others get nothing either.
  while (atomic_flag_test_and_set(&is_told)) pause();
  char digits[24], *text = digits + sizeof digits - 1;
  *text = 0;
  do *--text = (char)('0' + size % 10);
  while ((size /= 10) > 0);
  ct_give_back();
  ct_write_all(STDERR_FILENO, "latentwalk: not enough memory for ");
  ct_write_all(STDERR_FILENO, text);
  ct_write_all(STDERR_FILENO, " more bytes; end other programs, or give a smaller --batch-size or --count where "
                              "the command has one");
  ct_write_last_words();
  _exit(1);
}

// Kilobytes behind `key` in the text of /proc/meminfo.
static size_t kilobytes(const char *text, const char *key) {
  const char *place = strstr(text, key);
  size_t value = 0;
  if (place == NULL) return 0;
  for (place += strlen(key); *place == ' ' || (*place >= '0' && *place <= '9'); place++)
    if (*place != ' ') value = 10 * value + (size_t)(*place - '0');
  return value;
}

// Memory is promised as long as nobody writes to it, and who then writes is killed. What is large is written to
// soon: it has to be there now.
static bool is_there(size_t size) {
  enum { large = 1 << 28 };
  if (size < large) return true;
  char text[2048];
  int file = open("/proc/meminfo", O_RDONLY | O_CLOEXEC);
  if (file < 0) return true;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return true;
  text[length] = 0;
  size_t available = kilobytes(text, "MemAvailable:") + kilobytes(text, "SwapFree:");
  return available == 0 || size / 1024 <= available;
}

void *malloc(size_t size) {
  void *memory = is_there(size) ? __libc_malloc(size) : NULL;
  if (memory == NULL) die_of_shortage(size);
  return memory;
}

void *calloc(size_t items, size_t size) {
  void *memory = is_there(items * size) ? __libc_calloc(items, size) : NULL;
  if (memory == NULL) die_of_shortage(items * size);
  return memory;
}

void *realloc(void *old, size_t size) {
  void *memory = is_there(size) ? __libc_realloc(old, size) : NULL;
  if (memory == NULL && size > 0) die_of_shortage(size);
  return memory;
}

void *aligned_alloc(size_t alignment, size_t size) {
  void *memory = is_there(size) ? __libc_memalign(alignment, size) : NULL;
  if (memory == NULL) die_of_shortage(size);
  return memory;
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  *memory = aligned_alloc(alignment, size);
  return 0;
}

#endif
