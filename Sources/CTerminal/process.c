// The surroundings that a process is started in, made fit to live in before anything else is done.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "CTerminal.h"

static bool was_pipe_ignored;

// A file that is opened later would take a closed stream's number, and be written to or read in its place.
// As in a set-user-ID program of GNU's, what holds the place fails just as the closed stream would.
static void hold_closed_streams(void) {
  static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
  for (int file = 0; file < 3; file++)
    if (fcntl(file, F_GETFD) == -1 && errno == EBADF && open("/dev/null", modes[file]) != file) _exit(1);
}

static bool ignore(int number) {
  struct sigaction action = {.sa_handler = SIG_IGN}, before;
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, &before) == 0 && before.sa_handler == SIG_IGN;
}

void ct_prepare_process(void) {
  hold_closed_streams();
  // Where nobody reads any more, or a file may not grow, the write itself fails and says so.
  was_pipe_ignored = ignore(SIGPIPE);
  ignore(SIGXFSZ);
  ct_watch_crashes();
}

bool ct_dies_of_broken_pipes(void) { return !was_pipe_ignored; }
