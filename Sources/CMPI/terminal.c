#ifdef CMPI_OVER_MPI

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "CMPI.h"

static int terminal = -1;
static pid_t earlier_group;

static bool does_launcher_read_terminal(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%ld/fd/0", (long)getppid());
  int input = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  bool is_terminal = input >= 0 && isatty(input);
  if (input >= 0) close(input);
  return is_terminal;
}

static bool take_keys(int opened) {
  earlier_group = tcgetpgrp(opened);
  // Whoever has not the keys yet is stopped for asking for them.
  void (*handler)(int) = signal(SIGTTOU, SIG_IGN);
  bool is_taken = earlier_group > 0 && tcsetpgrp(opened, getpgrp()) == 0;
  signal(SIGTTOU, handler);
  return is_taken;
}

cmpi_terminal cmpi_take_terminal(void) {
  if (isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return cmpi_no_terminal;
  int opened = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (opened < 0) return cmpi_no_terminal;
  if (does_launcher_read_terminal()) {
    // Whoever has not the keys is stopped for setting the terminal up, too.
    signal(SIGTTOU, SIG_IGN);
    dup2(opened, STDOUT_FILENO);
    close(opened);
    return cmpi_forwarded_keys;
  }
  if (!take_keys(opened)) {
    close(opened);
    return cmpi_no_terminal;
  }
  dup2(opened, STDIN_FILENO);
  dup2(opened, STDOUT_FILENO);
  terminal = opened;
  return cmpi_own_keys;
}

void cmpi_return_terminal(void) {
  if (terminal < 0) return;
  void (*handler)(int) = signal(SIGTTOU, SIG_IGN);
  tcsetpgrp(terminal, earlier_group);
  signal(SIGTTOU, handler);
  terminal = -1;
}

#endif
