#include "CBenchmarks.h"

#include <unistd.h>
#if defined(__APPLE__)
#include <util.h>
#else
#include <pty.h>
#endif

pid_t cb_run_on_terminal(const char *path, char *const *arguments, char *const *environment,
                         unsigned short columns, unsigned short rows, int *terminal) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  pid_t process = forkpty(terminal, NULL, NULL, &size);
  if (process == 0) {
    execve(path, arguments, environment);
    _exit(127);
  }
  return process;
}
