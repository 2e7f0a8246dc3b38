#ifdef CMPI_OVER_MPI

#include <mpi.h>
#include <stdlib.h>
#include <time.h>

#include "CMPI.h"

enum { message_limit = 1 << 30, patience = 1000, longest_nap = 2000000 };  // bytes, tests of a request, nanoseconds

static int own_rank, process_count;

bool cmpi_is_started(void) {
  static const char *const variables[] = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"};
  for (size_t index = 0; index < sizeof variables / sizeof *variables; index++)
    if (getenv(variables[index]) != NULL) return true;
  return false;
}

bool cmpi_join(int *rank, int *count) {
  int provided = MPI_THREAD_SINGLE;
  if (MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided) != MPI_SUCCESS) return false;
  if (provided < MPI_THREAD_SERIALIZED) return false;
  MPI_Comm_rank(MPI_COMM_WORLD, &own_rank);
  MPI_Comm_size(MPI_COMM_WORLD, &process_count);
  *rank = own_rank;
  *count = process_count;
  return true;
}

void cmpi_leave(void) { MPI_Finalize(); }

void cmpi_abort(int status) { MPI_Abort(MPI_COMM_WORLD, status); }

static int part(size_t count) { return (int)(count < message_limit ? count : message_limit); }

// Counts of messages are ints.
void cmpi_exchange(const void *sent, size_t sent_count, void *received, size_t received_count, int partner) {
  const char *from = sent;
  char *to = received;
  do {
    int out = part(sent_count), in = part(received_count);
    MPI_Sendrecv(from, out, MPI_BYTE, partner, 0, to, in, MPI_BYTE, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    from += out;
    to += in;
    sent_count -= (size_t)out;
    received_count -= (size_t)in;
  } while (sent_count > 0 || received_count > 0);
}

// Open MPI waits by asking again and again, which would take a core from the first process while that evaluates, or
// while a person thinks.
static void wait_politely(MPI_Request *request) {
  int is_done = 0;
  for (int count = 0; count < patience && !is_done; count++) MPI_Test(request, &is_done, MPI_STATUS_IGNORE);
  for (long nap = 20000; !is_done; nap = nap * 2 < longest_nap ? nap * 2 : longest_nap) {
    nanosleep(&(struct timespec){.tv_nsec = nap}, NULL);
    MPI_Test(request, &is_done, MPI_STATUS_IGNORE);
  }
}

static void receive(char *bytes, size_t count, int sender) {
  while (count > 0) {
    int size = part(count);
    MPI_Request request;
    MPI_Irecv(bytes, size, MPI_BYTE, sender, 1, MPI_COMM_WORLD, &request);
    wait_politely(&request);
    bytes += size;
    count -= (size_t)size;
  }
}

static void send(const char *bytes, size_t count, int receiver) {
  while (count > 0) {
    int size = part(count);
    MPI_Send(bytes, size, MPI_BYTE, receiver, 1, MPI_COMM_WORLD);
    bytes += size;
    count -= (size_t)size;
  }
}

// Along a binomial tree: from the rank without its lowest bit, to those with a lower one. MPI_Bcast waits without
// leaving its core, and MPI_Ibcast is slower for the few bytes of an order.
void cmpi_broadcast(void *bytes, size_t count) {
  int lowest = own_rank == 0 ? process_count : own_rank & -own_rank;
  if (own_rank != 0) receive(bytes, count, own_rank - lowest);
  for (int bit = 1; bit < lowest; bit <<= 1)
    if (own_rank + bit < process_count) send(bytes, count, own_rank + bit);
}

#endif
