#ifdef CMPI_OVER_MPI

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "CMPI.h"

static int terminal = -1;
static pid_t earlier_group;

// mpirun would be stopped for reading keys that go elsewhere.
static bool does_launcher_read_terminal(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%ld/fd/0", (long)getppid());
  int input = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  bool is_terminal = input >= 0 && isatty(input);
  if (input >= 0) close(input);
  return is_terminal;
}

bool cmpi_take_terminal(void) {
  if (isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || does_launcher_read_terminal()) return false;
  int opened = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (opened < 0) return false;
  earlier_group = tcgetpgrp(opened);
  // Whoever has not the keys yet is stopped for asking for them.
  void (*handler)(int) = signal(SIGTTOU, SIG_IGN);
  bool is_taken = earlier_group > 0 && tcsetpgrp(opened, getpgrp()) == 0;
  signal(SIGTTOU, handler);
  if (!is_taken) {
    close(opened);
    return false;
  }
  dup2(opened, STDIN_FILENO);
  dup2(opened, STDOUT_FILENO);
  terminal = opened;
  return true;
}

void cmpi_return_terminal(void) {
  if (terminal < 0) return;
  void (*handler)(int) = signal(SIGTTOU, SIG_IGN);
  tcsetpgrp(terminal, earlier_group);
  signal(SIGTTOU, handler);
  terminal = -1;
}

#endif
