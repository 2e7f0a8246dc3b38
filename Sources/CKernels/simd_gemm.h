// Matrix product: a tile of TILE_ROWS x 2 vectors of c stays in registers over the whole of k.
//
// Each element of c is one chain of fused multiply-adds in the order of k, whatever tile it falls
// in, so the result does not depend on how the work was split. Rows of a are broadcast straight from
// memory; b is read in place when its rows run along n, and packed into a panel when they run along k.

#include "simd_math.h"

enum { TILE_COLUMNS = 2 * LANES, max_rows_by_dot = 3 };

INLINE void finish(const ck_gemm_arguments *g, size_t row, size_t column, size_t count, vec sum) {
  float *c = g->c + row * g->c_stride + column;
  if (g->bias) sum += load(g->bias + column);
  if (g->accumulate) sum += load(c);
  store_first(c, sum, count);
}

// Applies the activation to a part of c that was just written.
static void activate(const ck_gemm_arguments *g, size_t row, size_t row_end, size_t column,
                     size_t column_end) {
  for (; row < row_end; row++)
    for (size_t j = column; j < column_end; j += LANES) {
      float *c = g->c + row * g->c_stride + j;
      vec x = load(c);
      switch (g->activation) {
        case ck_activation_identity: return;
        case ck_activation_relu: x = x < splat(0) ? splat(0) : x; break;
        case ck_activation_sigmoid: x = vec_sigmoid(x); break;
        case ck_activation_tanh: x = vec_tanh(x); break;
      }
      store_first(c, x, lanes_left(j, column_end));
    }
}

// `rows`, `vectors` and `a_transposed` are constants at every call.
INLINE void tile(const int rows, const int vectors, const bool a_transposed,
                 const ck_gemm_arguments *g, size_t row, size_t column, size_t count, const float *b,
                 size_t b_stride) {
  vec sum[TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = splat(0);
  const size_t stride = g->a_stride;
  const float *a = g->a + (a_transposed ? row : row * stride);
  // Groups of three rows share a pointer: base, base + stride and base + 2 · stride are all
  // addressing modes, so the tile needs few integer registers.
  const float *group[(TILE_ROWS + 2) / 3];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 3) group[i / 3] = a + (a_transposed ? 0 : i * stride);
  for (size_t p = 0; p < g->k; p++) {
    vec b0 = load(b), b1 = vectors > 1 ? load(b + LANES) : b0;
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      vec x = splat(a_transposed ? a[i] : group[i / 3][(i % 3) * stride + p]);
      sum[i][0] = multiply_add(x, b0, sum[i][0]);
      if (vectors > 1) sum[i][1] = multiply_add(x, b1, sum[i][1]);
    }
    if (a_transposed) a += stride;
    b += b_stride;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    finish(g, row + i, column, count < LANES ? count : LANES, sum[i][0]);
    if (vectors > 1) finish(g, row + i, column + LANES, count - LANES, sum[i][1]);
  }
}

INLINE void tile_of_rows(const int vectors, const bool a_transposed, const ck_gemm_arguments *g,
                         size_t rows, size_t row, size_t column, size_t count, const float *b,
                         size_t b_stride) {
#define CASE(n)                                                                       \
  case n:                                                                             \
    if (n <= TILE_ROWS)                                                               \
      tile(n <= TILE_ROWS ? n : 1, vectors, a_transposed, g, row, column, count, b,   \
           b_stride);                                                                 \
    break;
  switch (rows) {
    CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8)
    CASE(9) CASE(10) CASE(11) CASE(12) CASE(13) CASE(14)
  }
#undef CASE
}

#define STRIP(name, vectors, a_transposed)                                                       \
  static void name(const ck_gemm_arguments *g, size_t row, size_t row_end, size_t column,        \
                   size_t count, const float *b, size_t b_stride) {                              \
    size_t tiles = (row_end - row + TILE_ROWS - 1) / TILE_ROWS;                                  \
    for (; tiles > 0; tiles--) {                                                                 \
      size_t rows = (row_end - row + tiles - 1) / tiles;                                         \
      tile_of_rows(vectors, a_transposed, g, rows, row, column, count, b, b_stride);             \
      activate(g, row, row + rows, column, column + count);                                      \
      row += rows;                                                                               \
    }                                                                                            \
  }

// Strips: every row of a block against one or two vectors of columns, in tiles of even height.
STRIP(strip_1, 1, false)
STRIP(strip_2, 2, false)
STRIP(strip_1_transposed, 1, true)
STRIP(strip_2_transposed, 2, true)
#undef STRIP

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
static void dot_rows(const ck_gemm_arguments *g, ck_gemm_block block) {
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
      finish(g, row, j, count, sums[0]);
    }
    activate(g, row, row + 1, block.column_begin, block.column_end);
  }
}

static void gemm(const ck_gemm_arguments *g, ck_gemm_block block, float *panel) {
  if (g->m <= max_rows_by_dot && g->b_transposed && !g->a_transposed) {
    dot_rows(g, block);
    return;
  }
  for (size_t j = block.column_begin; j < block.column_end; j += TILE_COLUMNS) {
    size_t count = block.column_end - j < TILE_COLUMNS ? block.column_end - j : TILE_COLUMNS;
    bool is_narrow = count <= LANES;
    const float *b = g->b + j;
    size_t b_stride = g->b_stride;
    if (g->b_transposed) {
      b_stride = is_narrow ? LANES : TILE_COLUMNS;
      pack_panel(g->b + j * g->b_stride, g->b_stride, count, g->k, panel, b_stride);
      b = panel;
    }
    (g->a_transposed ? (is_narrow ? strip_1_transposed : strip_2_transposed)
                     : (is_narrow ? strip_1 : strip_2))(g, block.row_begin, block.row_end, j, count,
                                                        b, b_stride);
  }
}
