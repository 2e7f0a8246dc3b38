// The tile: TILE_ROWS x 2 vectors of c, or more rows of one, that stay in registers over a whole walk. This file is
// included once for whole vectors and once for halves; TILE_VECTOR is the type and TILE_NAME(x) makes names.

#define TILE_LANES (sizeof(TILE_VECTOR) / sizeof(float))

INLINE void TILE_NAME(finish)(const destination *d, size_t row, size_t column, size_t count,
                              TILE_VECTOR sum) {
  float *c = d->c + row * d->c_stride + column;
  if (d->accumulate) {
    TILE_VECTOR before;
    memcpy(&before, c, sizeof before);
    sum += before;
  }
  sum += 0;  // -0 becomes 0, so that additions of zero may be left out
  if (d->activation == ck_activation_relu) sum = sum < 0 ? 0 : sum;
  if (count == TILE_LANES) memcpy(c, &sum, sizeof sum);
  else memcpy(c, &sum, count * sizeof(float));
}

// Adds the products along a walk in registers and finishes `rows` x `count` elements of c.
// `rows`, `vectors` and `a_transposed` are constants at every call: either the terms of a lie one
// after another (a_term is 1) or, where `a_transposed`, its rows do (a_row is 1).
INLINE void TILE_NAME(tile)(const int rows, const int vectors, const bool a_transposed, const walk *w,
                 const float *a_start, const float *b_start, const destination *d, size_t row,
                 size_t column, size_t count) {
  TILE_VECTOR sum[most_rows][2], start[2] = {0, 0};
  if (d->bias) memcpy(start, d->bias + column, (size_t)vectors * sizeof *start);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sum[i][0] = start[0], sum[i][1] = start[1];
  const size_t stride = a_transposed ? w->a_term : w->a_row, b_term = w->b_term;
  for (size_t block = 0; block < w->blocks; block++)
    for (size_t run = 0; run < w->runs; run++) {
      const float *a = a_start + block * w->a_block + run * w->a_run;
      const float *b = b_start + block * w->b_block + run * w->b_run;
      // Groups of three rows share a pointer: base, base + stride and base + 2 · stride are all
      // addressing modes, so the tile needs few integer registers.
      const float *group[(most_rows + 2) / 3];
#pragma clang loop unroll(full)
      for (int i = 0; i < rows; i += 3) group[i / 3] = a + (a_transposed ? 0 : i * stride);
      for (size_t p = 0; p < w->length; p++) {
        TILE_VECTOR b0, b1;
        memcpy(&b0, b, sizeof b0);
        if (vectors > 1) memcpy(&b1, b + TILE_LANES, sizeof b1);
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
          TILE_VECTOR x = a_transposed ? a[i] : group[i / 3][(i % 3) * stride + p];
          sum[i][0] = __builtin_elementwise_fma(x, b0, sum[i][0]);
          if (vectors > 1) sum[i][1] = __builtin_elementwise_fma(x, b1, sum[i][1]);
        }
        if (a_transposed) a += stride;
        b += b_term;
      }
    }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    TILE_NAME(finish)(d, row + i, column, count < TILE_LANES ? count : TILE_LANES, sum[i][0]);
    if (vectors > 1)
      TILE_NAME(finish)(d, row + i, column + TILE_LANES, count - TILE_LANES, sum[i][1]);
  }
}

INLINE void TILE_NAME(tile_of_rows)(size_t rows, const int vectors, const bool a_transposed, const walk *w,
                         const float *a, const float *b, const destination *d, size_t row,
                         size_t column, size_t count) {
#define CASE(n)                                                                                \
  case n:                                                                                      \
    if (n <= most_rows_of(vectors))                                                            \
      TILE_NAME(tile)(n <= most_rows_of(vectors) ? n : 1, vectors, a_transposed, w, a, b, d,   \
                      row, column, count);                                                     \
    break;
  switch (rows) {
    CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8)
    CASE(9) CASE(10) CASE(11) CASE(12) CASE(13) CASE(14)
  }
#undef CASE
}

// Rows of c against one or two vectors of columns, in tiles of even height. `a` is the first row's.
INLINE void TILE_NAME(strip)(const int vectors, const bool a_transposed, const walk *w,
                             const float *a, const float *b, const destination *d, size_t row,
                             size_t row_end, size_t column, size_t count) {
  const size_t most = most_rows_of(vectors);
  for (size_t tiles = (row_end - row + most - 1) / most; tiles > 0; tiles--) {
    size_t rows = (row_end - row + tiles - 1) / tiles;
    TILE_NAME(tile_of_rows)(rows, vectors, a_transposed, w, a, b, d, row, column, count);
    activate(d, row, row + rows, column, column + count);
    a += rows * w->a_row;
    row += rows;
  }
}

#undef TILE_LANES
#undef TILE_VECTOR
#undef TILE_NAME
