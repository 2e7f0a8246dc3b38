#define _DEFAULT_SOURCE 1
#define _XOPEN_SOURCE 700  // wcwidth
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "CTerminal.h"
#include "restore.h"
#include "screen.h"
#include "signals.h"

static SCREEN *screen;
static atomic_bool is_open;
static struct termios reading_settings;  // of a terminal whose every key is read
static atomic_bool is_interruptible;

bool ct_is_screen_open(void) { return atomic_load(&is_open); }

static const char *terminal_name;  // as terminfo has it; null for $TERM's own

// The terminal's entry that takes red, green and blue as they are, where COLORTERM says that the terminal does: of
// xterm-256color it is xterm-direct. Null for none.
static const char *direct_name(void) {
  static char name[64];
  static const char indexed[] = "-256color";
  const char *depth = getenv("COLORTERM"), *term = getenv("TERM");
  if (depth == NULL || term == NULL) return NULL;
  if (strcmp(depth, "truecolor") != 0 && strcmp(depth, "24bit") != 0) return NULL;
  const char *end = strstr(term, indexed);
  if (end == NULL || end[strlen(indexed)] != 0) return NULL;
  int length = snprintf(name, sizeof name, "%.*s-direct", (int)(end - term), term);
  return length > 0 && length < (int)sizeof name ? name : NULL;
}

static bool load_terminfo(void) {
  int status = 0;
  const char *direct = direct_name();
  if (direct != NULL && setupterm(direct, STDOUT_FILENO, &status) == OK) {
    terminal_name = direct;
    return true;
  }
  terminal_name = NULL;
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

const char *ct_key_sequence(int key) {
  static const char *const names[] = {
      "kcuu1", "kcud1", "kcub1", "kcuf1", "kri", "kind", "kLFT", "kRIT", "kent", "kbs",
      "kcbt", "kpp", "knp", "khome", "kend", "kf1", "kf2", "kf3", "kf4", "kf5",
      "kf6", "kf7", "kf8", "kf9", "kf10", "kf11", "kf12"};
  const char *sequence = tigetstr(names[key]);
  return sequence == (const char *)-1 ? NULL : sequence;
}

// The system's own Ctrl-C, which comes as a signal; every other key is only read. Where that signal would not come,
// for it was ignored at the start or the terminal is another session's, Ctrl-C stays a key as well.
void ct_let_ctrl_c_interrupt(void) {
  struct sigaction action;
  if (!ct_is_screen_open()) return;
  if (sigaction(SIGINT, NULL, &action) != 0 || action.sa_handler == SIG_IGN) return;
  if (tcgetpgrp(STDIN_FILENO) != getpgrp()) return;
  struct termios settings = reading_settings;
  settings.c_lflag |= ISIG | NOFLSH;
  for (size_t i = 0; i < NCCS; i++)
    if (i != VMIN && i != VTIME) settings.c_cc[i] = _POSIX_VDISABLE;
  settings.c_cc[VINTR] = 3;
  atomic_store(&is_interruptible, true);
  tcsetattr(ct_settings_file(), TCSANOW, &settings);
}

void ct_read_every_key(void) {
  if (atomic_exchange(&is_interruptible, false)) tcsetattr(ct_settings_file(), TCSANOW, &reading_settings);
}

ct_open_result ct_open(void) {
  if (!ct_has_keys() || !isatty(STDOUT_FILENO)) return ct_not_a_terminal;
  if (!ct_terminfo_can_address_cursor()) return ct_unknown_terminal;
  setlocale(LC_ALL, "");
  setlocale(LC_NUMERIC, "C");
  if (!ct_open_wake_pipe() || !ct_arm_restore()) return ct_not_a_terminal;
  // Before curses installs handlers of its own, which would draw from inside a signal's.
  ct_catch_job_control();
  use_env(FALSE);
  use_tioctl(TRUE);
  screen = newterm((char *)terminal_name, stdout, stdin);
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
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  // Keys are read without curses; this alone makes the terminal send them as terminfo says.
  keypad(stdscr, TRUE);
  tcgetattr(ct_settings_file(), &reading_settings);
  atomic_store(&is_open, true);
  ct_watch_over();
  return ct_opened;
}

void ct_close(void) {
  if (screen == NULL) return;
  endwin();
  delscreen(screen);
  screen = NULL;
  ct_say_alive();
  atomic_store(&is_open, false);
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

void ct_show(void) {
  wnoutrefresh(stdscr);
  ct_write("\033[?2026h");
  doupdate();
  ct_write("\033[?2026l");
}

void ct_redraw_all(void) { clearok(curscr, TRUE); }

// Takes the terminal over as it was when a screen was last shown.
static void resume(void) {
  refresh();
  curs_set(0);
  ct_redraw_all();
}

// Stops this process alone: a signal to a thread of it acts before the next line.
static void stop(void) {
  struct sigaction action = {.sa_handler = SIG_DFL}, previous;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTSTP, &action, &previous);
  if (previous.sa_handler != SIG_IGN) raise(SIGTSTP);
  sigaction(SIGTSTP, &previous, NULL);
}

void ct_suspend(bool with_group) {
  endwin();
  if (with_group) {
    struct sigaction action = {.sa_handler = SIG_IGN}, previous;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &previous);
    if (previous.sa_handler != SIG_IGN) kill(0, SIGTSTP);
    sigaction(SIGTSTP, &previous, NULL);
  }
  stop();
  ct_take_continuation();
  resume();
}

void ct_take_over_again(void) {
  endwin();
  resume();
}

bool ct_follow_window_size(void) {
  if (screen == NULL) return false;
  int width, height;
  ct_window_size(&width, &height);
  if (width <= 0 || height <= 0 || (width == COLS && height == LINES)) return false;
  resizeterm(height, width);
  return true;
}
