#ifdef CMPI_OVER_MPI

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "CMPI.h"

static int terminal = -1;
static pid_t earlier_group;

bool cmpi_take_terminal(void) {
  if (isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return false;
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
