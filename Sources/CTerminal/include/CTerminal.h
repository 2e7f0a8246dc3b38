// ncursesw, signals and the surroundings of a process as far as latentwalk needs them. Every symbol starts with
// ct_; each comment says why Swift cannot use the original. All calls but ct_set_crash_note and ct_wake
// belong to the main thread.

#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// MARK: - What the terminal is (terminfo; curses need not be started)

/// Colors that `$TERM` promises, 0 when it promises none, -1 when terminfo does not know it.
/// `tigetnum` is there for Swift, but its strings are `char *` that Swift would have to cast.
int ct_terminfo_colors(void);

/// Whether `$TERM` can put the cursor anywhere, without which there is no screen to draw.
bool ct_terminfo_can_address_cursor(void);

/// Columns and rows of the terminal's window, 0 where output is no terminal. `ioctl` is variadic.
void ct_window_size(int *width, int *height);

/// Whether the locale's characters are UTF-8 and braille is one cell wide. Sets the locale first.
bool ct_locale_has_braille(void);

// MARK: - The screen

typedef enum ct_open_result { ct_opened, ct_not_a_terminal, ct_unknown_terminal } ct_open_result;

/// Starts curses. Remembers the terminal's settings first, and restores them should the program crash.
/// `initscr` ends the program on an error; this uses `newterm`.
ct_open_result ct_open(void);

/// Gives the terminal back.
void ct_close(void);

/// `LINES`, `COLS` and `getmaxyx` are shared variables and a macro, closed to Swift 6.
void ct_size(int *width, int *height);

/// Colors of the open screen; `COLORS` is a shared variable.
int ct_colors(void);

enum { ct_bold = 1, ct_dim = 2, ct_reverse = 4, ct_underline = 8 };

/// Puts one character into the screen to come. A color of -1 is the terminal's own. `A_BOLD` and its
/// kin are macros with casts, which Swift does not import, and color pairs beyond 255 need `setcchar`.
void ct_put(int column, int row, uint32_t glyph, int attributes, int foreground, int background);

/// Shows what was put, in one synchronized update where the terminal has them.
void ct_show(void);

/// Makes the next `ct_show` draw everything.
void ct_redraw_all(void);

/// Gives the terminal back, stops the program as Ctrl-Z does, alone or with the other programs of its shell's
/// job, and takes the terminal over again when it goes on.
void ct_suspend(bool with_group);

/// Takes the terminal over anew, whatever became of it while the program was stopped unasked.
void ct_take_over_again(void);

// MARK: - Input

typedef enum ct_event_kind {
  ct_event_none,
  ct_event_byte,
  ct_event_resize,
  ct_event_signal,
  /// Ctrl-C while nobody read keys, when the system turns it into a signal.
  ct_event_interrupt,
  /// Asked to stop by somebody else than the keyboard.
  ct_event_stop,
  /// Gone on after a stop that could not be prepared for.
  ct_event_continued,
  ct_event_wake,
} ct_event_kind;

typedef struct ct_event {
  ct_event_kind kind;
  /// A byte, or a signal's number.
  int32_t value;
} ct_event;

/// The bytes that terminfo expects of a key, or null: arrows up, down, left and right, the same with
/// Shift, Enter, Backspace, Shift-Tab, PageUp, PageDown, Home, End, F1 to F12.
const char *_Nullable ct_key_sequence(int key);

/// Waits up to `timeout` milliseconds, or for ever when it is negative.
ct_event ct_next_event(int timeout);

/// Ends a wait of `ct_next_event`, or the next one, with ct_event_wake. From any thread.
void ct_wake(void);

/// Writes to the terminal at once, past what curses has put.
void ct_write(const char *text);

/// Takes it from now on that standard input gives a terminal's keys though it is none, and that standard output is
/// that terminal: mpirun reads the keys and passes them on through a pipe.
void ct_use_forwarded_keys(void);

/// Whether standard input gives a terminal's keys.
bool ct_has_keys(void);

/// Lets single bytes be read as they come and keeps them off the screen, without curses; false where
/// input or output is no terminal.
bool ct_begin_reading(void);

/// Gives the terminal back after `ct_begin_reading`, without the bytes that were not read.
void ct_end_reading(void);

// MARK: - Signals

/// Turns every signal that asks the program to end, as SIGINT and SIGTERM do, into an event. Before `ct_open`,
/// so that curses keeps its hands off. A second SIGINT within two seconds ends the program a second later,
/// unless `ct_next_event` is called until then; so does a second Ctrl-C that nobody takes for a second, though the first
/// was taken as a key. A handler in Swift could not keep to what is safe in one.
void ct_catch_signals(void);

/// The number of a caught signal that has not been read yet, or 0.
int ct_take_signal(void);

/// Calls off the end that a second SIGINT announced: it was understood.
void ct_say_alive(void);

/// Ends the program as the signal itself would have.
void ct_die_of(int signal);

// MARK: - Crashes

/// From now on a crash gives the terminal back and says what was lost: a Swift trap runs no `defer`.
void ct_watch_crashes(void);

/// Sets what a crash tells. Any thread may, at any time: the handler reads the note before or this one, never a
/// mixture.
///
/// `words` end a line on standard error; where `file` is not empty, a line in a file of that name says that
/// `program` crashed, of what and when.
void ct_set_crash_note(const char *words, const char *file, const char *program);

// MARK: - The process

/// Holds the places of closed standard streams, lets writes fail instead of ending the program, and watches
/// crashes. Before anything is opened or written.
void ct_prepare_process(void);

/// Whether the program should end as SIGPIPE ends one; it was not started to pass over it.
bool ct_dies_of_broken_pipes(void);

#pragma clang assume_nonnull end

#endif
