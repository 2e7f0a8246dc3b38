// Matrix product: a tile of TILE_ROWS x 2 vectors of c stays in registers over the whole of k.
//
// Each element of c is one chain of fused multiply-adds in the order of k, whatever tile it falls
// in, so the result does not depend on how the work was split. Rows of a are broadcast straight from
// memory; b is read in place when its rows run along n, and packed into a panel when they run along k.

#pragma once

#include "simd_math.h"

enum {
  TILE_COLUMNS = 2 * LANES,
  max_rows_by_dot = 3,
  most_rows = TILE_ROWS < 14 / 2 ? 2 * TILE_ROWS : 14,
};

// Rows of a tile of so many vectors: with few sums at once, additions wait for each other.
INLINE int most_rows_of(int vectors) { return vectors > 1 ? TILE_ROWS : most_rows; }

// What becomes of a sum: c = activation(sum + bias), or c + sum where `accumulate`.
typedef struct {
  float *c;
  size_t c_stride;
  const float *bias;
  ck_activation activation;
  bool accumulate;
} destination;

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

#define TILE_VECTOR vec
#define TILE_NAME(x) whole_##x
#include "simd_tile.h"

#define TILE_VECTOR half_vec
#define TILE_NAME(x) half_##x
#include "simd_tile.h"

#define STRIP(name, width, vectors, a_transposed)                                                \
  static void name(const walk *w, const float *a, const float *b, const destination *d,          \
                   size_t row, size_t row_end, size_t column, size_t count) {                    \
    width##_strip(vectors, a_transposed, w, a, b, d, row, row_end, column, count);               \
  }
STRIP(strip_half, half, 1, false)
STRIP(strip_1, whole, 1, false)
STRIP(strip_2, whole, 2, false)
STRIP(strip_half_transposed, half, 1, true)
STRIP(strip_1_transposed, whole, 1, true)
STRIP(strip_2_transposed, whole, 2, true)
#undef STRIP

// The narrowest strip that holds `count` columns.
static void strip(bool a_transposed, const walk *w, const float *a, const float *b,
                  const destination *d, size_t row, size_t row_end, size_t column, size_t count) {
  if (count <= LANES / 2)
    (a_transposed ? strip_half_transposed : strip_half)(w, a, b, d, row, row_end, column, count);
  else if (count <= LANES)
    (a_transposed ? strip_1_transposed : strip_1)(w, a, b, d, row, row_end, column, count);
  else (a_transposed ? strip_2_transposed : strip_2)(w, a, b, d, row, row_end, column, count);
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
      if (d->bias) sums[0] += load(d->bias + j);
      whole_finish(d, row, j, count, sums[0]);
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
