#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

enum { alignment = 64 };

float *ck_floats_create(size_t count) {
  size_t bytes = count * sizeof(float) + CK_READABLE_PADDING;
  void *memory = NULL;
  if (posix_memalign(&memory, alignment, bytes) != 0) return NULL;
  memset(memory, 0, bytes);
  return memory;
}

void ck_floats_free(float *floats) { free(floats); }
