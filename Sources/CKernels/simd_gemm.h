// Matrix product: a tile of TILE_ROWS x 2 vectors of c stays in registers over the whole of k.
//
// Each element of c is one chain of fused multiply-adds in the order of k, whatever tile it falls
// in, so the result does not depend on how the work was split. Rows of a are broadcast straight from
// memory; b is read in place when its rows run along n, and packed into a panel when they run along k.

#pragma once

#include "simd_math.h"

enum { TILE_COLUMNS = 2 * LANES, max_rows_by_dot = 3 };

// What becomes of a sum: c = activation(sum + bias), or c + sum where `accumulate`.
typedef struct {
  float *c;
  size_t c_stride;
  const float *bias;
  ck_activation activation;
  bool accumulate;
} destination;

INLINE vec relu(vec x) { return x < splat(0) ? splat(0) : x; }

INLINE void finish(const destination *d, size_t row, size_t column, size_t count, vec sum) {
  float *c = d->c + row * d->c_stride + column;
  if (d->bias) sum += load(d->bias + column);
  if (d->accumulate) sum += load(c);
  if (d->activation == ck_activation_relu) sum = relu(sum);
  store_first(c, sum, count);
}

// Applies an activation too long for `finish` to a part of c that was just written.
static void activate(const destination *d, size_t row, size_t row_end, size_t column,
                     size_t column_end) {
  if (d->activation == ck_activation_identity || d->activation == ck_activation_relu) return;
  for (; row < row_end; row++)
    for (size_t j = column; j < column_end; j += LANES) {
      float *c = d->c + row * d->c_stride + j;
      vec x = load(c);
      store_first(c, d->activation == ck_activation_sigmoid ? vec_sigmoid(x) : vec_tanh(x),
                  lanes_left(j, column_end));
    }
}

// Where the terms of a sum lie: for `blocks` x `runs` runs of `length` terms each, how far a and b
// move from block to block, run to run and, inside a run, term to term. Rows of a are `a_row` apart.
typedef struct {
  size_t blocks, runs, length;
  size_t a_block, a_run, a_term, a_row;
  size_t b_block, b_run, b_term;
} walk;

// Adds the products along a walk in registers and finishes `rows` x `count` elements of c.
// `rows`, `vectors` and `a_transposed` are constants at every call: either the terms of a lie one
// after another (a_term is 1) or, where `a_transposed`, its rows do (a_row is 1).
INLINE void tile(const int rows, const int vectors, const bool a_transposed, const walk *w,
                 const float *a_start, const float *b_start, const destination *d, size_t row,
                 size_t column, size_t count) {
  vec sum[TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = splat(0);
  const size_t stride = a_transposed ? w->a_term : w->a_row, b_term = w->b_term;
  for (size_t block = 0; block < w->blocks; block++)
    for (size_t run = 0; run < w->runs; run++) {
      const float *a = a_start + block * w->a_block + run * w->a_run;
      const float *b = b_start + block * w->b_block + run * w->b_run;
      // Groups of three rows share a pointer: base, base + stride and base + 2 · stride are all
      // addressing modes, so the tile needs few integer registers.
      const float *group[(TILE_ROWS + 2) / 3];
#pragma clang loop unroll(full)
      for (int i = 0; i < rows; i += 3) group[i / 3] = a + (a_transposed ? 0 : i * stride);
      for (size_t p = 0; p < w->length; p++) {
        vec b0 = load(b), b1 = vectors > 1 ? load(b + LANES) : b0;
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
          vec x = splat(a_transposed ? a[i] : group[i / 3][(i % 3) * stride + p]);
          sum[i][0] = multiply_add(x, b0, sum[i][0]);
          if (vectors > 1) sum[i][1] = multiply_add(x, b1, sum[i][1]);
        }
        if (a_transposed) a += stride;
        b += b_term;
      }
    }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    finish(d, row + i, column, count < LANES ? count : LANES, sum[i][0]);
    if (vectors > 1) finish(d, row + i, column + LANES, count - LANES, sum[i][1]);
  }
}

INLINE void tile_of_rows(size_t rows, const int vectors, const bool a_transposed, const walk *w,
                         const float *a, const float *b, const destination *d, size_t row,
                         size_t column, size_t count) {
#define CASE(n)                                                                                \
  case n:                                                                                      \
    if (n <= TILE_ROWS)                                                                        \
      tile(n <= TILE_ROWS ? n : 1, vectors, a_transposed, w, a, b, d, row, column, count);     \
    break;
  switch (rows) {
    CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8)
    CASE(9) CASE(10) CASE(11) CASE(12) CASE(13) CASE(14)
  }
#undef CASE
}

// Strips: rows of c against one or two vectors of columns, in tiles of even height. `a` is the first
// row's.
#define STRIP(name, vectors, a_transposed)                                                       \
  static void name(const walk *w, const float *a, const float *b, const destination *d,          \
                   size_t row, size_t row_end, size_t column, size_t count) {                    \
    size_t tiles = (row_end - row + TILE_ROWS - 1) / TILE_ROWS;                                  \
    for (; tiles > 0; tiles--) {                                                                 \
      size_t rows = (row_end - row + tiles - 1) / tiles;                                         \
      tile_of_rows(rows, vectors, a_transposed, w, a, b, d, row, column, count);                 \
      activate(d, row, row + rows, column, column + count);                                      \
      a += rows * w->a_row;                                                                      \
      row += rows;                                                                               \
    }                                                                                            \
  }

STRIP(strip_1, 1, false)
STRIP(strip_2, 2, false)
STRIP(strip_1_transposed, 1, true)
STRIP(strip_2_transposed, 2, true)
#undef STRIP

INLINE void strip(bool a_transposed, const walk *w, const float *a, const float *b,
                  const destination *d, size_t row, size_t row_end, size_t column, size_t count) {
  bool is_narrow = count <= LANES;
  (a_transposed ? (is_narrow ? strip_1_transposed : strip_2_transposed)
                : (is_narrow ? strip_1 : strip_2))(w, a, b, d, row, row_end, column, count);
}

// panel[p, j] = b[j, p] for `count` rows of b, `width` columns of panel, k rows.
static void pack_panel(const float *b, size_t b_stride, size_t count, size_t k, float *panel,
                       size_t width) {
  for (size_t j = 0; j < width; j += LANES) {
    size_t present = count > j ? (count - j < LANES ? count - j : LANES) : 0;
    for (size_t p = 0; p < k; p += LANES) {
      vec rows[LANES];
      for (size_t i = 0; i < LANES; i++)
        rows[i] = i < present ? load(b + (j + i) * b_stride + p) : splat(0);
      transpose(rows);
      size_t depth = lanes_left(p, k);
      for (size_t i = 0; i < depth; i++) store(panel + (p + i) * width + j, rows[i]);
    }
  }
}

// For a few rows packing costs more than it saves: dot products along k, LANES columns at a time.
static void dot_rows(const ck_gemm_arguments *g, const destination *d, ck_gemm_block block) {
  for (size_t row = block.row_begin; row < block.row_end; row++) {
    const float *a = g->a + row * g->a_stride;
    for (size_t j = block.column_begin; j < block.column_end; j += LANES) {
      size_t count = lanes_left(j, block.column_end);
      vec sums[LANES];
      for (int i = 0; i < LANES; i++) sums[i] = splat(0);
      const float *rows = g->b + j * g->b_stride;
      for (size_t p = 0; p < g->k; p += LANES) {
        size_t depth = lanes_left(p, g->k);
        vec x = keep_first(load(a + p), depth);
        if (count == LANES && depth == LANES) {
#pragma clang loop unroll(full)
          for (int i = 0; i < LANES; i++)
            sums[i] = multiply_add(x, load(rows + i * g->b_stride + p), sums[i]);
        } else {
          for (size_t i = 0; i < count; i++)
            sums[i] = multiply_add(x, keep_first(load(rows + i * g->b_stride + p), depth), sums[i]);
        }
      }
      transpose(sums);
      for (int width = LANES / 2; width > 0; width /= 2)
        for (int i = 0; i < width; i++) sums[i] += sums[i + width];
      finish(d, row, j, count, sums[0]);
    }
    activate(d, row, row + 1, block.column_begin, block.column_end);
  }
}

static void gemm(const ck_gemm_arguments *g, ck_gemm_block block, float *panel) {
  destination d = {g->c, g->c_stride, g->bias, g->activation, g->accumulate};
  if (g->m <= max_rows_by_dot && g->b_transposed && !g->a_transposed) {
    dot_rows(g, &d, block);
    return;
  }
  walk w = {.blocks = 1, .runs = 1, .length = g->k,
            .a_term = g->a_transposed ? g->a_stride : 1, .a_row = g->a_transposed ? 1 : g->a_stride,
            .b_term = g->b_stride};
  for (size_t j = block.column_begin; j < block.column_end; j += TILE_COLUMNS) {
    size_t count = block.column_end - j < TILE_COLUMNS ? block.column_end - j : TILE_COLUMNS;
    const float *b = g->b + j;
    if (g->b_transposed) {
      w.b_term = count <= LANES ? LANES : TILE_COLUMNS;
      pack_panel(g->b + j * g->b_stride, g->b_stride, count, g->k, panel, w.b_term);
      b = panel;
    }
    strip(g->a_transposed, &w, g->a + block.row_begin * w.a_row, b, &d, block.row_begin,
          block.row_end, j, count);
  }
}
