// What the parts of this module need of each other's signals.

#ifndef CT_SIGNALS_H
#define CT_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/// Handles a signal from now on, even where it was blocked, unless the program was started with it ignored: nohup and a shell's
/// background job mean what they say.
bool ct_handle(int number, void (*handler)(int, siginfo_t *, void *), int flags);

/// The next thing that signals ask of a screen, each told once.
bool ct_take_typed_interrupt(void);
bool ct_take_stop(void);
bool ct_take_continuation(void);

/// Notes a Ctrl-C that was typed while a screen is open, and says whether it is the second within two seconds. Safe in a
/// signal handler.
bool ct_note_typed_interrupt(void);

/// From now on, unless `ct_say_alive` is called within a second, Ctrl-C is a signal while a screen is open.
void ct_watch_over(void);

/// Also tells of being stopped and continued, which matters to a screen alone.
void ct_catch_job_control(void);

#endif
