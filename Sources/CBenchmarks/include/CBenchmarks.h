// What the benchmarks need and Swift cannot do: count heap allocations, and run a program on a
// terminal of its own. Every symbol starts with cb_.

#ifndef CBENCHMARKS_H
#define CBENCHMARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/// Allocations that were asked for since the program started, by any thread.
size_t cb_allocations(void);

/// Whether this build counts them.
bool cb_is_counting(void);

/// Starts a program on a new terminal of `columns` x `rows` and sets `terminal` to the other end.
/// Returns its process, or -1 with errno set.
pid_t cb_run_on_terminal(const char *path, char *const *arguments, char *const *environment,
                         unsigned short columns, unsigned short rows, int *terminal);

#endif
