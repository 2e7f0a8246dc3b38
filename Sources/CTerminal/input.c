// Waits for bytes, signals and a changed window, without curses: it knows few sequences of keys, and
// passes the letters of the others on as if they had been typed.

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "CTerminal.h"
#include "restore.h"
#include "screen.h"

static unsigned char bytes[256];
static size_t next_byte, byte_count;

// A signal, a new size, or a byte that was read before.
static ct_event waiting_event(void) {
  int number = ct_take_signal();
  if (number) return (ct_event){ct_event_signal, number};
  if (ct_follow_window_size()) return (ct_event){ct_event_resize, 0};
  if (next_byte < byte_count) return (ct_event){ct_event_byte, bytes[next_byte++]};
  return (ct_event){ct_event_none, 0};
}

// A terminal that has gone away is readable for ever and never gives a byte.
static bool read_bytes(void) {
  ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
  if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) return false;
  next_byte = 0;
  byte_count = count < 0 ? 0 : (size_t)count;
  return true;
}

ct_event ct_next_event(int timeout) {
  ct_event event = waiting_event();
  if (event.kind != ct_event_none) return event;
  struct pollfd files[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                           {.fd = ct_signal_file(), .events = POLLIN}};
  if (poll(files, 2, timeout) > 0) {
    bool is_gone = files[0].revents & (POLLHUP | POLLERR | POLLNVAL);
    if (is_gone || (files[0].revents & POLLIN && !read_bytes()))
      return (ct_event){ct_event_signal, SIGHUP};
  }
  return waiting_event();
}
