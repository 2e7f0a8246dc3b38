// Waits for bytes, signals, other threads and a changed window, without curses: it knows few sequences of keys, and
// passes the letters of the others on as if they had been typed.

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "CTerminal.h"
#include "screen.h"
#include "signals.h"

enum { ctrl_c = 3 };

static unsigned char bytes[256];
static size_t next_byte, byte_count;
static atomic_int untaken_interrupts;     // how many of the bytes that nobody has taken are Ctrl-C
static atomic_bool are_interrupts_noted;  // those among `bytes`, taken or not
static unsigned char rescued[256];  // written while their count is zero, by whoever finds that nobody reads
static _Atomic size_t rescued_count;
static bool is_terminal_gone;
static int wake_pipe[2] = {-1, -1};  // made before other threads know of it, and never closed

bool ct_open_wake_pipe(void) {
  if (wake_pipe[0] >= 0) return true;
  if (pipe(wake_pipe) != 0) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(wake_pipe[i], F_SETFL, O_NONBLOCK);
    fcntl(wake_pipe[i], F_SETFD, FD_CLOEXEC);
  }
  return true;
}

// A full pipe wakes as well as one with a further byte, and without a screen nobody waits. Safe in a signal handler.
void ct_wake(void) { (void)!write(wake_pipe[1], "", 1); }

static bool take_wakes(void) {
  char wakes[64];
  bool is_woken = false;
  while (read(wake_pipe[0], wakes, sizeof wakes) > 0) is_woken = true;
  return is_woken;
}

static int count_interrupts(const unsigned char *keys, size_t count) {
  int interrupts = 0;
  for (size_t i = 0; i < count; i++) interrupts += keys[i] == ctrl_c;
  return interrupts;
}

static int rescue_keys(void) {
  int waiting = 0;
  if (atomic_load(&rescued_count) > 0) return 0;
  if (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting <= 0) return 0;
  ssize_t count = read(STDIN_FILENO, rescued, sizeof rescued);
  if (count <= 0) return 0;
  atomic_store(&rescued_count, (size_t)count);
  return count_interrupts(rescued, (size_t)count);
}

int ct_untaken_interrupts(void) {
  if (!ct_is_screen_open()) return 0;
  int read_before = atomic_exchange(&are_interrupts_noted, true) ? 0 : atomic_load(&untaken_interrupts);
  return read_before + rescue_keys();
}

static void begin_bytes(size_t count, bool are_noted) {
  next_byte = 0;
  byte_count = count;
  atomic_store(&untaken_interrupts, count_interrupts(bytes, count));
  atomic_store(&are_interrupts_noted, are_noted);
}

static void take_rescued_bytes(void) {
  size_t count = atomic_load(&rescued_count);
  if (count == 0 || next_byte < byte_count) return;
  memcpy(bytes, rescued, count);
  begin_bytes(count, true);
  atomic_store(&rescued_count, 0);
}

static unsigned char take_byte(void) {
  unsigned char byte = bytes[next_byte++];
  if (byte == ctrl_c) {
    atomic_fetch_sub(&untaken_interrupts, 1);
    if (!atomic_load(&are_interrupts_noted)) ct_note_typed_interrupt();
  }
  return byte;
}

// What a signal asks for, a new size, or a byte that was read before.
static ct_event waiting_event(void) {
  int number = ct_take_signal();
  if (number) return (ct_event){ct_event_signal, number};
  if (ct_take_typed_interrupt()) return (ct_event){ct_event_interrupt, 0};
  if (ct_take_stop()) return (ct_event){ct_event_stop, 0};
  if (ct_take_continuation()) return (ct_event){ct_event_continued, 0};
  if (ct_follow_window_size()) return (ct_event){ct_event_resize, 0};
  take_rescued_bytes();
  if (next_byte < byte_count) return (ct_event){ct_event_byte, take_byte()};
  return (ct_event){ct_event_none, 0};
}

// A terminal that has gone away is readable for ever and never gives a byte.
static bool read_bytes(void) {
  ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
  if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) return false;
  begin_bytes(count < 0 ? 0 : (size_t)count, false);
  return true;
}

static ct_event wait_for_event(int timeout) {
  ct_event event = waiting_event();
  if (event.kind != ct_event_none) return event;
  // A terminal that has gone away would end every wait.
  struct pollfd files[] = {{.fd = is_terminal_gone ? -1 : STDIN_FILENO, .events = POLLIN},
                           {.fd = wake_pipe[0], .events = POLLIN}};
  if (poll(files, 2, timeout) > 0) {
    bool is_gone = files[0].revents & (POLLHUP | POLLERR | POLLNVAL);
    if (is_gone || (files[0].revents & POLLIN && !read_bytes())) {
      is_terminal_gone = true;
      return (ct_event){ct_event_signal, SIGHUP};
    }
  }
  event = waiting_event();
  if (event.kind == ct_event_none && take_wakes()) event.kind = ct_event_wake;
  return event;
}

ct_event ct_next_event(int timeout) {
  ct_say_alive();
  ct_event event = wait_for_event(timeout);
  ct_watch_over();
  return event;
}

static bool are_keys_forwarded;

void ct_use_forwarded_keys(void) { are_keys_forwarded = true; }

bool ct_has_keys(void) { return are_keys_forwarded || isatty(STDIN_FILENO); }

int ct_settings_file(void) { return are_keys_forwarded ? STDOUT_FILENO : STDIN_FILENO; }

void ct_write(const char *text) { (void)!write(STDOUT_FILENO, text, strlen(text)); }

static struct termios settings_before_reading;

bool ct_begin_reading(void) {
  if (!ct_has_keys() || !isatty(STDOUT_FILENO)) return false;
  if (tcgetattr(ct_settings_file(), &settings_before_reading) != 0) return false;
  struct termios settings = settings_before_reading;
  settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  return tcsetattr(ct_settings_file(), TCSADRAIN, &settings) == 0;
}

void ct_end_reading(void) { tcsetattr(ct_settings_file(), TCSAFLUSH, &settings_before_reading); }
