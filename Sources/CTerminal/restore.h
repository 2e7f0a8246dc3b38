// What the screen needs of crash and signal handling.

#ifndef CT_RESTORE_H
#define CT_RESTORE_H

#include <stdbool.h>

/// Remembers the terminal's settings and restores them on a crash. After setupterm.
bool ct_arm_restore(void);
void ct_disarm_restore(void);

/// Becomes readable when a caught signal has arrived; -1 when none is caught.
int ct_signal_file(void);

#endif
