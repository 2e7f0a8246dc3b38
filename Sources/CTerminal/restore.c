// Gives the terminal back when the program dies: a Swift trap runs neither defer nor deinit, and the
// runtime's own crash report would wait at a prompt on a screen it cannot see.

#include "restore.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "CTerminal.h"

enum { longest_sequence = 256 };

static struct termios saved_settings;
static atomic_bool is_armed;  // set by the main thread, taken by whichever thread crashes first
static char leave_sequence[longest_sequence];
static _Atomic(const char *) crash_note = "";
static int signal_pipe[2] = {-1, -1};

static const int crash_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGQUIT};
static const int end_signals[] = {SIGINT, SIGTERM, SIGHUP};

static void write_all(int file, const char *text) {
  for (size_t length = strlen(text); length > 0;) {
    ssize_t written = write(file, text, length);
    if (written <= 0) return;
    text += written;
    length -= (size_t)written;
  }
}

static void restore_and_die(int number) {
  if (atomic_exchange(&is_armed, false)) {
    write_all(STDOUT_FILENO, leave_sequence);
    tcsetattr(STDIN_FILENO, TCSANOW, &saved_settings);
    write_all(STDERR_FILENO, atomic_load(&crash_note));
  }
  ct_die_of(number);
}

static void append_capability(const char *name) {
  const char *sequence = tigetstr(name);
  if (sequence == NULL || sequence == (const char *)-1) return;
  // Padding such as $<5> is meant for tputs; terminals of today need none.
  size_t used = strlen(leave_sequence);
  for (; *sequence && used + 1 < longest_sequence; sequence++) {
    if (sequence[0] == '$' && sequence[1] == '<') {
      const char *end = strchr(sequence, '>');
      if (end != NULL) {
        sequence = end;
        continue;
      }
    }
    leave_sequence[used++] = *sequence;
  }
  leave_sequence[used] = 0;
}

bool ct_arm_restore(void) {
  if (tcgetattr(STDIN_FILENO, &saved_settings) != 0) return false;
  strcpy(leave_sequence, "\033[?2026l");
  append_capability("sgr0");
  append_capability("rmkx");
  append_capability("rmcup");
  append_capability("cnorm");
  atomic_store(&is_armed, true);
  struct sigaction action = {.sa_handler = restore_and_die, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++)
    sigaction(crash_signals[i], &action, NULL);
  return true;
}

void ct_disarm_restore(void) {
  atomic_store(&is_armed, false);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_settings);
}

void ct_set_crash_note(const char *note) {
  size_t length = strlen(note);
  char *line = malloc(length + 2);
  if (line == NULL) return;
  memcpy(line, note, length);
  strcpy(line + length, "\n");
  // The line before stays: a crashing thread may be writing it.
  atomic_store(&crash_note, line);
}

void ct_die_of(int number) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
}

static void report_signal(int number) {
  int saved_errno = errno;
  unsigned char byte = (unsigned char)number;
  (void)!write(signal_pipe[1], &byte, 1);
  errno = saved_errno;
}

void ct_catch_signals(void) {
  if (signal_pipe[0] < 0) {
    if (pipe(signal_pipe) != 0) return;
    for (int i = 0; i < 2; i++) {
      fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
      fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
    }
  }
  struct sigaction action = {.sa_handler = report_signal};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof end_signals / sizeof *end_signals; i++)
    sigaction(end_signals[i], &action, NULL);
}

int ct_signal_file(void) { return signal_pipe[0]; }

int ct_take_signal(void) {
  unsigned char byte;
  return signal_pipe[0] >= 0 && read(signal_pipe[0], &byte, 1) == 1 ? byte : 0;
}
