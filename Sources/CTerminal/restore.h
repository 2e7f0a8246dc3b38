// What the screen, and whatever ends the program, need of the terminal's settings.

#ifndef CT_RESTORE_H
#define CT_RESTORE_H

#include <stdbool.h>

/// Remembers the terminal's settings and the sequences that give it back. After setupterm.
bool ct_arm_restore(void);
void ct_disarm_restore(void);

/// Gives the terminal back if a screen is open. Safe in a signal handler; only the first call does it.
void ct_give_back(void);

/// Writes all of `text`, as far as the system lets it. Safe in a signal handler.
void ct_write_all(int file, const char *text);

#endif
