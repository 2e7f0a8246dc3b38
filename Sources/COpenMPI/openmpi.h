// Open MPI, whose folders pkg-config knows.

#include <mpi.h>
