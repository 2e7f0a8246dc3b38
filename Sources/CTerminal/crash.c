// What a crash leaves behind: the terminal as it was, a line, and a file in the run's folder that says which signal
// ended what and when. All of it is made ready beforehand, for a handler may do little but write.

#include "crash.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "CTerminal.h"
#include "restore.h"
#include "signals.h"

struct crash_note {
  const char *words, *file, *program;
};

static _Atomic(const struct crash_note *) current_note;
static unsigned char main_stack[65536];  // a handler needs another stack where the thread's is exhausted

static const struct {
  int number;
  const char *name;
} crash_signals[] = {{SIGILL, "SIGILL"},   {SIGTRAP, "SIGTRAP"}, {SIGABRT, "SIGABRT"}, {SIGSEGV, "SIGSEGV"},
                     {SIGBUS, "SIGBUS"},   {SIGFPE, "SIGFPE"},   {SIGQUIT, "SIGQUIT"}, {SIGSYS, "SIGSYS"}};

static const char *name_of(int number) {
  for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++)
    if (crash_signals[i].number == number) return crash_signals[i].name;
  return "a signal";
}

void ct_write_last_words(void) {
  const struct crash_note *note = atomic_load(&current_note);
  if (note != NULL && *note->words) {
    ct_write_all(STDERR_FILENO, "; ");
    ct_write_all(STDERR_FILENO, note->words);
  }
  ct_write_all(STDERR_FILENO, "\n");
}

static char *append_number(char *text, long value, int digits) {
  for (int i = digits - 1; i >= 0; i--, value /= 10) text[i] = (char)('0' + value % 10);
  return text + digits;
}

// Year, month and day of a day since 1970, by Howard Hinnant's civil_from_days; gmtime may take a lock.
static char *append_date(char *text, long day) {
  day += 719468;
  long era = day / 146097, day_of_era = day % 146097;
  long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  long shifted_month = (5 * day_of_year + 2) / 153;
  long month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  text = append_number(text, year_of_era + era * 400 + (month <= 2), 4);
  *text++ = '-';
  text = append_number(text, month, 2);
  *text++ = '-';
  return append_number(text, day_of_year - (153 * shifted_month + 2) / 5 + 1, 2);
}

static void write_time(int file) {
  long now = (long)time(NULL);
  char text[32], *end = append_date(text, now / 86400);
  for (int i = 0; i < 3; i++) {
    *end++ = i == 0 ? ' ' : ':';
    end = append_number(end, now % 86400 / (long[]){3600, 60, 1}[i] % (i == 0 ? 24 : 60), 2);
  }
  *end = 0;
  ct_write_all(file, text);
}

static void write_crash_file(int number) {
  const struct crash_note *note = atomic_load(&current_note);
  if (note == NULL || !*note->file) return;
  int file = open(note->file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
  if (file < 0) return;
  ct_write_all(file, note->program);
  ct_write_all(file, " was ended by ");
  ct_write_all(file, name_of(number));
  ct_write_all(file, " at ");
  write_time(file);
  ct_write_all(file, " UTC\n");
  close(file);
}

static void die_of_crash(int number, siginfo_t *info, void *context) {
  (void)info, (void)context;
  ct_give_back();
  ct_write_all(STDERR_FILENO, "latentwalk: ended by ");
  ct_write_all(STDERR_FILENO, name_of(number));
  ct_write_last_words();
  write_crash_file(number);
  ct_die_of(number);
}

void ct_watch_crashes(void) {
  sigaltstack(&(stack_t){.ss_sp = main_stack, .ss_size = sizeof main_stack}, NULL);
  for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++)
    ct_handle(crash_signals[i].number, die_of_crash, (int)SA_RESETHAND | SA_ONSTACK);
}

void ct_set_crash_note(const char *words, const char *file, const char *program) {
  struct crash_note *note = malloc(sizeof *note);
  if (note == NULL) return;
  *note = (struct crash_note){strdup(words), strdup(file), strdup(program)};
  // The note before stays: a crashing thread may be writing it.
  if (note->words && note->file && note->program) atomic_store(&current_note, note);
}
