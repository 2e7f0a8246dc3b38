#define _DEFAULT_SOURCE 1
#define _XOPEN_SOURCE 700  // wcwidth
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "CTerminal.h"
#include "restore.h"

static SCREEN *screen;
static WINDOW *keyboard;  // a pad: reading from it never refreshes the screen

static bool load_terminfo(void) {
  int status = 0;
  return setupterm(NULL, STDOUT_FILENO, &status) == OK;
}

int ct_terminfo_colors(void) {
  if (!load_terminfo()) return -1;
  int colors = tigetnum("colors");
  return colors > 0 ? colors : 0;
}

bool ct_terminfo_can_address_cursor(void) {
  if (!load_terminfo()) return false;
  const char *sequence = tigetstr("cup");
  return sequence != NULL && sequence != (const char *)-1;
}

void ct_window_size(int *width, int *height) {
  struct winsize size = {0};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  *width = size.ws_col;
  *height = size.ws_row;
}

bool ct_locale_has_braille(void) {
  setlocale(LC_ALL, "");
  bool has_braille = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && wcwidth(0x2800) == 1;
  setlocale(LC_NUMERIC, "C");
  return has_braille;
}

ct_open_result ct_open(void) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return ct_not_a_terminal;
  if (!ct_terminfo_can_address_cursor()) return ct_unknown_terminal;
  setlocale(LC_ALL, "");
  setlocale(LC_NUMERIC, "C");
  if (!ct_arm_restore()) return ct_not_a_terminal;
  use_env(FALSE);
  use_tioctl(TRUE);
  screen = newterm(NULL, stdout, stdin);
  if (screen == NULL) {
    ct_disarm_restore();
    return ct_unknown_terminal;
  }
  raw();
  noecho();
  nonl();
  curs_set(0);
  leaveok(stdscr, TRUE);
  // While output is pending, curses would look for keys and put off the rest of the frame.
  typeahead(-1);
  set_escdelay(25);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  keyboard = newpad(1, 1);
  keypad(keyboard, TRUE);
  nodelay(keyboard, TRUE);
  // Terminals send these whether or not their terminfo entry says so.
  define_key("\033[1;2A", KEY_SR);
  define_key("\033[1;2B", KEY_SF);
  define_key("\033[1;2C", KEY_SRIGHT);
  define_key("\033[1;2D", KEY_SLEFT);
  return ct_opened;
}

void ct_close(void) {
  if (screen == NULL) return;
  delwin(keyboard);
  endwin();
  delscreen(screen);
  screen = NULL;
  ct_disarm_restore();
}

void ct_size(int *width, int *height) { getmaxyx(stdscr, *height, *width); }

int ct_colors(void) { return has_colors() ? COLORS : 0; }

static int usable_color(int color, attr_t *attributes) {
  if (color < COLORS || color < 0) return color;
  if (color < 16) *attributes |= A_BOLD;  // eight colors: the bright ones are bold
  return color < 16 ? color - 8 : -1;
}

void ct_put(int column, int row, uint32_t glyph, int attributes, int foreground, int background) {
  attr_t rendition = 0;
  if (attributes & ct_bold) rendition |= A_BOLD;
  if (attributes & ct_dim) rendition |= A_DIM;
  if (attributes & ct_reverse) rendition |= A_REVERSE;
  if (attributes & ct_underline) rendition |= A_UNDERLINE;
  int pair = 0;
  if (has_colors() && (foreground >= 0 || background >= 0)) {
    attr_t ignored = 0;
    pair = alloc_pair(usable_color(foreground, &rendition), usable_color(background, &ignored));
    if (pair < 0) pair = 0;
  }
  wchar_t text[2] = {(wchar_t)glyph, 0};
  cchar_t cell;
  setcchar(&cell, text, rendition, (short)(pair < 256 ? pair : 255), &pair);
  mvadd_wch(row, column, &cell);
}

static void write_directly(const char *sequence) {
  (void)!write(STDOUT_FILENO, sequence, strlen(sequence));
}

void ct_show(void) {
  wnoutrefresh(stdscr);
  write_directly("\033[?2026h");
  doupdate();
  write_directly("\033[?2026l");
}

void ct_redraw_all(void) { clearok(curscr, TRUE); }

void ct_suspend(void) {
  endwin();
  // Curses' own handler for SIGTSTP would restore the screen from inside a signal handler.
  struct sigaction action = {.sa_handler = SIG_DFL}, previous;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTSTP, &action, &previous);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &previous, NULL);
  refresh();
  curs_set(0);
  ct_redraw_all();
}

static const struct {
  wint_t code;
  ct_key key;
} keys[] = {
    {KEY_UP, ct_key_up}, {KEY_DOWN, ct_key_down}, {KEY_LEFT, ct_key_left},
    {KEY_RIGHT, ct_key_right}, {KEY_SR, ct_key_shift_up}, {KEY_SF, ct_key_shift_down},
    {KEY_SLEFT, ct_key_shift_left}, {KEY_SRIGHT, ct_key_shift_right}, {KEY_ENTER, ct_key_enter},
    {KEY_BACKSPACE, ct_key_backspace}, {KEY_BTAB, ct_key_back_tab},
    {KEY_PPAGE, ct_key_page_up}, {KEY_NPAGE, ct_key_page_down}, {KEY_HOME, ct_key_home},
    {KEY_END, ct_key_end},
};

static ct_event read_key(void) {
  wint_t code;
  switch (wget_wch(keyboard, &code)) {
    case OK: return (ct_event){ct_event_character, (int32_t)code};
    case KEY_CODE_YES: break;
    default: return (ct_event){ct_event_none, 0};
  }
  if (code > KEY_F(0) && code <= KEY_F(12))
    return (ct_event){ct_event_key, ct_key_f1 + (int)(code - KEY_F(1))};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (keys[i].code == code) return (ct_event){ct_event_key, keys[i].key};
  return (ct_event){ct_event_none, 0};
}

// Follows the window's size. SIGWINCH only has to end the wait: curses' own answer to it comes too
// late for a program that reads from a pad.
static bool follow_window_size(void) {
  int width, height;
  ct_window_size(&width, &height);
  if (width <= 0 || height <= 0 || (width == COLS && height == LINES)) return false;
  resizeterm(height, width);
  return true;
}

ct_event ct_next_event(int timeout) {
  int number = ct_take_signal();
  if (number) return (ct_event){ct_event_signal, number};
  if (follow_window_size()) return (ct_event){ct_event_resize, 0};
  ct_event event = read_key();
  if (event.kind != ct_event_none) return event;
  struct pollfd files[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                           {.fd = ct_signal_file(), .events = POLLIN}};
  int ready = poll(files, 2, timeout);
  number = ct_take_signal();
  if (number) return (ct_event){ct_event_signal, number};
  // A terminal that has gone away is readable for ever and never gives a key.
  if (ready > 0 && files[0].revents & (POLLHUP | POLLERR | POLLNVAL))
    return (ct_event){ct_event_signal, SIGHUP};
  if (follow_window_size()) return (ct_event){ct_event_resize, 0};
  return read_key();
}
