// Gives the terminal back when the program dies: a signal handler and a Swift trap run neither defer nor
// deinit, and the runtime's own crash report would wait at a prompt on a screen it cannot see.

#include "restore.h"

#include <stdatomic.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "CTerminal.h"
#include "screen.h"

enum { longest_sequence = 256 };

static struct termios saved_settings;
static atomic_bool is_armed;  // set by the main thread, taken by whichever thread dies first
static char leave_sequence[longest_sequence];

void ct_write_all(int file, const char *text) {
  for (size_t length = strlen(text); length > 0;) {
    ssize_t written = write(file, text, length);
    if (written <= 0) return;
    text += written;
    length -= (size_t)written;
  }
}

void ct_give_back(void) {
  if (!atomic_exchange(&is_armed, false)) return;
  // A terminal that takes no more would hold what follows, and it is what the program may be stuck at.
  tcflush(STDOUT_FILENO, TCOFLUSH);
  ct_write_all(STDOUT_FILENO, leave_sequence);
  tcsetattr(ct_settings_file(), TCSANOW, &saved_settings);
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
  if (tcgetattr(ct_settings_file(), &saved_settings) != 0) return false;
  strcpy(leave_sequence, "\033[?2026l\033[?1006l\033[?1002l");
  append_capability("sgr0");
  append_capability("rmkx");
  append_capability("rmcup");
  append_capability("cnorm");
  atomic_store(&is_armed, true);
  return true;
}

void ct_disarm_restore(void) {
  atomic_store(&is_armed, false);
  tcsetattr(ct_settings_file(), TCSADRAIN, &saved_settings);
}
