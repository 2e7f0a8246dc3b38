// The copy between strides that padding, dilation, flipping and reordering are.

#include <string.h>

#include "CKernels.h"

static void copy_run(const float *from, ptrdiff_t from_stride, float *to, ptrdiff_t to_stride,
                     size_t count, bool accumulate) {
  if (from_stride == 1 && to_stride == 1 && !accumulate) {
    memcpy(to, from, count * sizeof(float));
    return;
  }
  for (size_t i = 0; i < count; i++) {
    float *place = to + (ptrdiff_t)i * to_stride;
    *place = from[(ptrdiff_t)i * from_stride] + (accumulate ? *place : 0);
  }
}

void ck_copy(const void *arguments, size_t begin, size_t end) {
  const ck_copy_arguments *g = arguments;
  const ptrdiff_t *from = g->from_strides, *to = g->to_strides;
  for (ptrdiff_t i = (ptrdiff_t)begin; i < (ptrdiff_t)end; i++)
    for (ptrdiff_t j = 0; j < (ptrdiff_t)g->extents[1]; j++)
      for (ptrdiff_t k = 0; k < (ptrdiff_t)g->extents[2]; k++)
        copy_run(g->from + i * from[0] + j * from[1] + k * from[2], from[3],
                 g->to + i * to[0] + j * to[1] + k * to[2], to[3], g->extents[3], g->accumulate);
}
