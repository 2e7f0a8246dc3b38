// Open MPI as far as latentwalk needs it, in builds with the trait MPI; in others there is nothing here. Swift cannot
// see its communicators, types and options, which are macros. Every symbol starts with cmpi_. One thread at a time
// may call; an error, and the end of another process, end this one.

#ifndef CMPI_H
#define CMPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Whether mpirun or srun started this process, perhaps with others.
bool cmpi_is_started(void);

/// Joins the processes that were started together; false where they cannot be.
bool cmpi_join(int *rank, int *count);

/// Takes leave of the others, which take theirs too.
void cmpi_leave(void);

/// Ends every process at once, this one with `status`.
void cmpi_abort(int status);

/// Sends bytes to `partner`, and receives as many as it sends.
void cmpi_exchange(const void *sent, size_t sent_count, void *received, size_t received_count, int partner);

/// Gives every process the bytes of the first. A process may wait long for them, and leaves its core to others then.
void cmpi_broadcast(void *bytes, size_t count);

/// Who has the keys of the terminal that mpirun keeps from its processes.
typedef enum {
  /// There is no terminal, or it is not for this process.
  cmpi_no_terminal,
  /// The process's group.
  cmpi_own_keys,
  /// mpirun, which passes them on through standard input.
  cmpi_forwarded_keys
} cmpi_terminal;

/// Makes the terminal this process's standard output, and its standard input too, with its group of processes the one
/// that the keys go to, where mpirun does not read them: it would be stopped for reading keys that go elsewhere.
cmpi_terminal cmpi_take_terminal(void);

/// Gives the keys back to the group that had them.
void cmpi_return_terminal(void);

#pragma clang assume_nonnull end

#endif
