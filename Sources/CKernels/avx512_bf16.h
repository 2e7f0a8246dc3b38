// Matrix products of factors rounded to bfloat16 (8 bits of significand), two terms an instruction, summed as floats.
//
// Both factors are packed as pairs of terms: b a panel of columns at a time, a a tile of rows at a time. What is too
// small to repay that is left to the float kernel.

#pragma once

#include <immintrin.h>

#include "simd_gemm.h"

#define BF16 __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512bf16,avx2,fma")))

enum {
  fewest_in_pairs = 32,             // rows, columns and terms of a product that is computed in pairs
  rows_in_pairs = 8 * TILE_ROWS,    // that are packed at a time
  // Floats for each term: pairs of b's columns and of a's rows, which are rounded up to whole vectors.
  columns_in_pairs = TILE_COLUMNS / 2 + rows_in_pairs,
};

typedef uint32_t pair;  // two terms of bfloat16, the first in the lower half

// The pairs of two vectors' lanes.
static inline BF16 __attribute__((always_inline)) __m512i pairs_of(vec first, vec second) {
  __m512i low = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(first));
  __m512i high = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(second));
  return _mm512_or_si512(low, _mm512_slli_epi32(high, 16));
}

// The pairs of neighbors among the 2 · LANES floats from p on, those from `count` on being zero.
static inline BF16 __attribute__((always_inline)) __m512i neighbors(const float *p, size_t count) {
  vec first = load(p), second = splat(0);
  if (count < LANES) first = keep_first(first, count);
  else if (count > LANES) second = keep_first(load(p + LANES), count - LANES);
  return (__m512i)_mm512_cvtne2ps_pbh(second, first);
}

// Rows of terms, each `stride` from the last, as rows of pairs.
static BF16 void pack_along(const float *rows, size_t stride, size_t count, size_t k, pair *packed,
                            size_t packed_stride) {
  for (size_t i = 0; i < count; i++)
    for (size_t p = 0; p < k; p += 2 * LANES)
      _mm512_storeu_si512(packed + i * packed_stride + p / 2,
                          neighbors(rows + i * stride + p, k - p < 2 * LANES ? k - p : 2 * LANES));
}

// k rows of `width` columns as rows of pairs, each of two rows.
static BF16 void pack_across(const float *rows, size_t stride, size_t width, size_t k, pair *packed) {
  for (size_t p = 0; p < k; p += 2)
    for (size_t j = 0; j < width; j += LANES) {
      const float *row = rows + p * stride + j;
      vec second = p + 1 < k ? load(row + stride) : splat(0);
      _mm512_storeu_si512(packed + p / 2 * width + j, pairs_of(load(row), second));
    }
}

// `count` rows of terms as rows of pairs of `width` columns.
static BF16 void pack_transposed(const float *rows, size_t stride, size_t count, size_t width, size_t k,
                                 pair *packed) {
  for (size_t j = 0; j < width; j += LANES)
    for (size_t p = 0; p < k; p += 2 * LANES) {
      size_t terms = k - p < 2 * LANES ? k - p : 2 * LANES;
      vec columns[LANES];
      for (size_t i = 0; i < LANES; i++)
        columns[i] = j + i < count ? (vec)neighbors(rows + (j + i) * stride + p, terms) : splat(0);
      transpose(columns);
      for (size_t i = 0; i < (terms + 1) / 2; i++)
        store((float *)(packed + (p / 2 + i) * width + j), columns[i]);
    }
}

// `rows` rows of c against two vectors of columns; pairs of a's rows are `row` apart, its terms `term`.
static inline BF16 __attribute__((always_inline)) void pairs_tile(
    const int rows, size_t pairs, const pair *a, size_t a_row, size_t a_term, const pair *b,
    const destination *d, size_t row, size_t column, size_t count) {
  __m512 sum[TILE_ROWS][2];
  vec start[2] = {splat(0), splat(0)};
  if (d->bias) start[0] = load(d->bias + column), start[1] = load(d->bias + column + LANES);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sum[i][0] = start[0], sum[i][1] = start[1];
  for (size_t p = 0; p < pairs; p++) {
    const __m512bh b0 = (__m512bh)_mm512_loadu_si512(b), b1 = (__m512bh)_mm512_loadu_si512(b + LANES);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const __m512bh x = (__m512bh)_mm512_set1_epi32((int)a[i * a_row]);
      sum[i][0] = _mm512_dpbf16_ps(sum[i][0], x, b0);
      sum[i][1] = _mm512_dpbf16_ps(sum[i][1], x, b1);
    }
    a += a_term;
    b += TILE_COLUMNS;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    whole_finish(d, row + i, column, count < LANES ? count : LANES, sum[i][0]);
    if (count > LANES) whole_finish(d, row + i, column + LANES, count - LANES, sum[i][1]);
  }
}

static BF16 void pairs_tile_of_rows(size_t rows, size_t pairs, const pair *a, size_t a_row, size_t a_term,
                                    const pair *b, const destination *d, size_t row, size_t column,
                                    size_t count) {
#define CASE(n) \
  case n: pairs_tile(n, pairs, a, a_row, a_term, b, d, row, column, count); break;
  switch (rows) {
    CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7)
    CASE(8) CASE(9) CASE(10) CASE(11) CASE(12) CASE(13) CASE(14)
  }
#undef CASE
}

// Packs `rows` rows of a from `row` on, tile by tile, and returns the pairs of each tile.
static BF16 size_t pack_tiles(const ck_gemm_arguments *g, size_t row, size_t rows, pair *packed) {
  const size_t pairs = (g->k + 1) / 2, row_pairs = (pairs + LANES - 1) / LANES * LANES;
  const size_t tile = g->a_transposed ? pairs * LANES : row_pairs * TILE_ROWS;
  for (size_t i = 0; i < rows; i += TILE_ROWS, packed += tile) {
    if (g->a_transposed) pack_across(g->a + row + i, g->a_stride, LANES, g->k, packed);
    else
      pack_along(g->a + (row + i) * g->a_stride, g->a_stride, rows - i < TILE_ROWS ? rows - i : TILE_ROWS,
                 g->k, packed, row_pairs);
  }
  return tile;
}

static BF16 void gemm_bf16(const ck_gemm_arguments *g, ck_gemm_block block, float *panel) {
  if (g->m < fewest_in_pairs || g->n < fewest_in_pairs || g->k < fewest_in_pairs) {
    gemm(g, block, panel);
    return;
  }
  const destination d = {g->c, g->c_stride, g->bias, g->activation, g->accumulate};
  const size_t pairs = (g->k + 1) / 2;
  pair *b = (pair *)panel, *a = b + pairs * TILE_COLUMNS;
  for (size_t row = block.row_begin; row < block.row_end; row += rows_in_pairs) {
    size_t rows = block.row_end - row < rows_in_pairs ? block.row_end - row : rows_in_pairs;
    const size_t tile = pack_tiles(g, row, rows, a);
    const size_t a_row = g->a_transposed ? 1 : tile / TILE_ROWS, a_term = g->a_transposed ? LANES : 1;
    for (size_t j = block.column_begin; j < block.column_end; j += TILE_COLUMNS) {
      size_t count = block.column_end - j < TILE_COLUMNS ? block.column_end - j : TILE_COLUMNS;
      if (g->b_transposed) pack_transposed(g->b + j * g->b_stride, g->b_stride, count, TILE_COLUMNS, g->k, b);
      else pack_across(g->b + j, g->b_stride, TILE_COLUMNS, g->k, b);
      for (size_t i = 0; i < rows; i += TILE_ROWS)
        pairs_tile_of_rows(rows - i < TILE_ROWS ? rows - i : TILE_ROWS, pairs, a + i / TILE_ROWS * tile,
                           a_row, a_term, b, &d, row + i, j, count);
      activate(&d, row, row + rows, j, j + count);
    }
  }
}
