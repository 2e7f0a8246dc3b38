// Requests to end, to stop and to go on, which come as signals and are read when it suits. Of Ctrl-C a second
// one within two seconds ends the program even when nobody reads it, though the first was: it may be that which is
// stuck, in leaving too.

#include "signals.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#include "CTerminal.h"
#include "crash.h"
#include "restore.h"
#include "screen.h"

enum { number_limit = 65, patience = 2000, same_request = 100 };  // milliseconds

static atomic_uint unread[number_limit];  // requests by number
static atomic_uint typed_interrupts, stops, continuations;
static atomic_llong last_arrival[number_limit], last_typed_interrupt;
static atomic_bool is_given_up;  // unless the program says that it lives, it ends in a second

// Signals of no use to this program whose default is to end it, but for those of a crash.
static const int end_signals[] = {
    SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
#ifdef SIGPOLL
    SIGPOLL,
#endif
#ifdef SIGPWR
    SIGPWR,
#endif
#ifdef SIGSTKFLT
    SIGSTKFLT,
#endif
};

// Nobody blocks a signal for the program that is started; a thread that starts one may have some blocked for itself, as
// those of libdispatch have all.
static bool unblock(int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  return pthread_sigmask(SIG_UNBLOCK, &set, NULL) == 0;
}

bool ct_handle(int number, void (*handler)(int, siginfo_t *, void *), int flags) {
  struct sigaction action = {.sa_flags = SA_SIGINFO | flags}, before;
  sigemptyset(&action.sa_mask);
  action.sa_sigaction = handler;
  if (sigaction(number, NULL, &before) != 0 || before.sa_handler == SIG_IGN) return false;
  return sigaction(number, &action, NULL) == 0 && unblock(number);
}

static long long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static bool is_from_system(const siginfo_t *info) {
#ifdef SI_KERNEL
  return info->si_code == SI_KERNEL;
#else
  return info->si_pid == 0;
#endif
}

// A shell and the system, or a program and the one that wraps it, pass on the same request twice.
static bool is_repetition(int number, const siginfo_t *info, long long elapsed) {
  return elapsed < same_request && !(number == SIGINT && is_from_system(info));
}

bool ct_note_typed_interrupt(void) {
  long long now = milliseconds();
  return now - atomic_exchange(&last_typed_interrupt, now) < patience;
}

// Ends the program in a second unless it says that it lives.
static void give_up(void) {
  atomic_store(&is_given_up, true);
  alarm(1);
}

static void note_request(int number, const siginfo_t *info) {
  long long now = milliseconds();
  long long elapsed = now - atomic_exchange(&last_arrival[number], now);
  if (is_repetition(number, info, elapsed)) return;
  bool is_key = number == SIGINT && is_from_system(info) && ct_is_screen_open();
  atomic_fetch_add(is_key ? &typed_interrupts : &unread[number], 1);
  bool is_second = is_key ? ct_note_typed_interrupt() : number == SIGINT && elapsed < patience;
  if (is_second) give_up();
}

static void end_at_once(int number) {
  ct_give_back();
  ct_write_all(STDERR_FILENO, "latentwalk: ended by force");
  ct_write_last_words();
  ct_die_of(number);
}

// Nobody has read keys for a second, or said anything since Ctrl-C was pressed twice.
static void handle_silence(void) {
  if (atomic_exchange(&is_given_up, false)) end_at_once(SIGINT);
  ct_let_ctrl_c_interrupt();
  for (int interrupts = ct_untaken_interrupts(); interrupts > 0; interrupts--)
    if (ct_note_typed_interrupt()) give_up();
}

static void handle_request(int number, siginfo_t *info, void *context) {
  (void)context;
  int saved_errno = errno;
  if (number == SIGALRM && is_from_system(info)) {
    handle_silence();
  } else {
    note_request(number, info);
    ct_wake();
  }
  errno = saved_errno;
}

static void handle_job_control(int number, siginfo_t *info, void *context) {
  (void)info, (void)context;
  int saved_errno = errno;
  atomic_fetch_add(number == SIGCONT ? &continuations : &stops, 1);
  ct_wake();
  errno = saved_errno;
}

void ct_catch_signals(void) {
  static bool is_catching;
  if (is_catching) return;
  is_catching = true;
  for (size_t i = 0; i < sizeof end_signals / sizeof *end_signals; i++)
    ct_handle(end_signals[i], handle_request, SA_RESTART);
#ifdef SIGRTMIN
  for (int number = SIGRTMIN; number <= SIGRTMAX && number < number_limit; number++)
    ct_handle(number, handle_request, SA_RESTART);
#endif
}

void ct_catch_job_control(void) {
  ct_handle(SIGTSTP, handle_job_control, SA_RESTART);
  ct_handle(SIGCONT, handle_job_control, SA_RESTART);
}

void ct_watch_over(void) {
  if (ct_is_screen_open()) alarm(1);
}

void ct_say_alive(void) {
  if (!atomic_exchange(&is_given_up, false) && !ct_is_screen_open()) return;
  alarm(0);
  ct_read_every_key();
}

static bool take(atomic_uint *count) {
  unsigned before = atomic_load(count);
  while (before > 0)
    if (atomic_compare_exchange_weak(count, &before, before - 1)) return true;
  return false;
}

int ct_take_signal(void) {
  for (int number = 1; number < number_limit; number++)
    if (take(&unread[number])) return number;
  return 0;
}

bool ct_take_typed_interrupt(void) { return take(&typed_interrupts); }

bool ct_take_stop(void) { return atomic_exchange(&stops, 0) > 0; }

bool ct_take_continuation(void) { return atomic_exchange(&continuations, 0) > 0; }

void ct_die_of(int number) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  unblock(number);
  raise(number);
}
