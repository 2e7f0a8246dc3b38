// What is left to say when the program dies.

#ifndef CT_CRASH_H
#define CT_CRASH_H

/// Ends a line on standard error with what the person should know of the run. Safe in a signal handler.
void ct_write_last_words(void);

#endif
