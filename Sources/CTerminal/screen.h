// What input needs of the screen.

#ifndef CT_SCREEN_H
#define CT_SCREEN_H

#include <stdbool.h>

/// Takes over the window's size, and says whether it has changed. SIGWINCH only has to end a wait:
/// curses' own answer to it comes too late for a program that reads keys by itself.
bool ct_follow_window_size(void);

#endif
