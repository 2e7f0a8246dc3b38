// What the screen and its input need of each other.

#ifndef CT_SCREEN_H
#define CT_SCREEN_H

#include <stdbool.h>

/// Takes over the window's size, and says whether it has changed. SIGWINCH only has to end a wait:
/// curses' own answer to it comes too late for a program that reads keys by itself.
bool ct_follow_window_size(void);

/// Whether curses has the terminal. Safe in a signal handler.
bool ct_is_screen_open(void);

/// Makes Ctrl-C a signal, for nobody reads keys, until they are read again. Safe in a signal handler.
void ct_let_ctrl_c_interrupt(void);
void ct_read_every_key(void);

/// How many Ctrl-Cs nobody has taken, each told once; they and the other keys are keys all the same once somebody reads.
/// Safe in a signal handler.
int ct_untaken_interrupts(void);

/// The file by which the terminal is set up. Safe in a signal handler.
int ct_settings_file(void);

/// Lets `ct_wake` end a wait from now on; a second call does nothing.
bool ct_open_wake_pipe(void);

#endif
