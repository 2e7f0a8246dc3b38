// Gives every thread a stack for signal handlers, so that the handler of crashes runs where the thread's own stack is
// exhausted. Stands before the C library's own function, as memory.c does: no thread's maker has to think of it.

#define _GNU_SOURCE  // RTLD_NEXT

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "CTerminal.h"
#include "sanitized.h"

#if defined(__GLIBC__) && !defined(CT_IS_SANITIZED)

typedef int creator(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

typedef struct {
  void *(*body)(void *);
  void *argument;
} start;

static void *run(void *argument) {
  enum { handler_stack = 32768 };
  start own = *(start *)argument;
  free(argument);
  // At the far end of the thread's own stack, which an overflow does not reach.
  unsigned char memory[handler_stack];
  sigaltstack(&(stack_t){.ss_sp = memory, .ss_size = sizeof memory}, NULL);
  void *result = own.body(own.argument);
  sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL);
  return result;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
  creator *create = (creator *)dlsym(RTLD_NEXT, "pthread_create");
  start *own = malloc(sizeof *own);
  *own = (start){body, argument};
  int error = create(thread, attributes, run, own);
  if (error != 0) free(own);
  return error;
}

#endif
