// Products that leave out terms that are zero for a whole tile.
//
// Most of an image is blank. Rows of the factor that has the zeros are taken LISTED_ROWS at a time, and
// each such group gets the list of the terms in which any of its rows is not zero. A sum runs over its
// group's list, which is in the order of k, so what it leaves out are additions of zero: with finite
// factors it has the bits of the sum over all terms. (Only the sign of a sum that is zero could tell;
// `finish` makes every zero positive.) An infinite or undefined factor shows only where it meets a
// term that is listed.
//
// The groups are rows of a; where a is stored transposed, they may be columns of b instead, and then a
// tile of c is computed transposed, with rows of a along its vectors.

#pragma once

#include "simd_gemm.h"

enum {
  LISTED_VECTORS = 4,
  LISTED_COLUMNS = LISTED_VECTORS * LANES,
  GROUPS_OF_VECTOR = LANES / LISTED_ROWS,
  SAMPLES = 4,
};

INLINE uint32_t lane_bits(uvec flags) {
  typedef bool lanes __attribute__((ext_vector_type(LANES)));
  lanes set = __builtin_convertvector(flags != 0, lanes);
  uint32_t bits = 0;
  memcpy(&bits, &set, sizeof set);
  return bits & ((1u << LANES) - 1);
}

// A bit for each of LANES neighbors in which any of `rows` rows is not zero.
INLINE uint32_t nonzero_bits(const float *values, size_t row_stride, const size_t rows) {
  uvec any = 0;
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) any |= (uvec)as_integers(load(values + i * row_stride));
  return lane_bits(any << 1);  // without the sign, for -0 is zero too
}

// The bits of those among LANES neighbors that come before `end`.
INLINE uint32_t bits_before(size_t end, size_t first) { return (1u << lanes_left(first, end)) - 1; }

// MARK: - Lists

// The places of the bits that are set in a number of 8 bits, one a byte.
#define PLACE(m, i, rest) ((uint64_t)(rest) << 8 * ((m) >> (i) & 1) | (uint64_t)((m) >> (i) & 1) * (i))
#define PLACES(m) \
  PLACE(m, 0, PLACE(m, 1, PLACE(m, 2, PLACE(m, 3, PLACE(m, 4, PLACE(m, 5, PLACE(m, 6, PLACE(m, 7, 0))))))))
#define PLACES_4(m) PLACES(m), PLACES(m + 1), PLACES(m + 2), PLACES(m + 3)
#define PLACES_16(m) PLACES_4(m), PLACES_4(m + 4), PLACES_4(m + 8), PLACES_4(m + 12)
#define PLACES_64(m) PLACES_16(m), PLACES_16(m + 16), PLACES_16(m + 32), PLACES_16(m + 48)
static const uint64_t places_of_bits[256] = {
    PLACES_64(0), PLACES_64(64), PLACES_64(128), PLACES_64(192)};

// Appends first + i for each bit i that is set; writes up to CK_LIST_PADDING terms past what it returns.
INLINE uint16_t *append(uint16_t *end, uint32_t bits, size_t first) {
  typedef uint8_t octet __attribute__((ext_vector_type(8)));
  typedef uint16_t eight __attribute__((ext_vector_type(8)));
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i += 8) {
    octet places;
    memcpy(&places, &places_of_bits[bits >> i & 255], sizeof places);
    eight terms = __builtin_convertvector(places, eight) + (uint16_t)(first + (size_t)i);
    memcpy(end, &terms, sizeof terms);
    end += __builtin_popcount(bits >> i & 255);
  }
  return end;
}

// The terms in which a group of `rows` rows of a is not all zero.
INLINE void list_rows(const ck_gemm_arguments *g, const ck_term_lists *lists, size_t group,
                      const size_t rows) {
  uint16_t *start = lists->terms + group * lists->room, *end = start;
  const float *a = g->a + group * LISTED_ROWS * g->a_stride;
  const size_t stride = g->a_stride, k = g->k;
  for (size_t p = 0; p < k; p += LANES)
    end = append(end, nonzero_bits(a + p, stride, rows) & bits_before(k, p), p);
  lists->counts[group] = (uint32_t)(end - start);
}

static void list_row_group(const ck_gemm_arguments *g, const ck_term_lists *lists, size_t group) {
  switch (g->m - group * LISTED_ROWS) {
    case 1: list_rows(g, lists, group, 1); break;
    case 2: list_rows(g, lists, group, 2); break;
    case 3: list_rows(g, lists, group, LISTED_ROWS < 3 ? LISTED_ROWS : 3); break;
    default: list_rows(g, lists, group, LISTED_ROWS);
  }
}

// A factor whose rows stand in memory as columns: its terms are `stride` floats apart.
typedef struct {
  const float *values;
  size_t stride, columns;
} column_factor;

static column_factor column_factor_of(const ck_gemm_arguments *g, ck_factor listed) {
  return listed == ck_factor_b ? (column_factor){g->b, g->b_stride, g->n}
                               : (column_factor){g->a, g->a_stride, g->m};
}

static bool lists_rows(const ck_gemm_arguments *g, ck_factor listed) {
  return listed == ck_factor_a && !g->a_transposed;
}

// The terms of each group of columns within one vector of them.
static void list_column_groups(const ck_term_lists *lists, column_factor f, size_t vector) {
  const size_t first = vector * GROUPS_OF_VECTOR, k = lists->product->k;
  const float *values = f.values + vector * LANES;
  const uvec inside = bits_before(f.columns, vector * LANES), group = (1u << LISTED_ROWS) - 1;
  uint16_t *end[GROUPS_OF_VECTOR];
  for (size_t i = 0; i < GROUPS_OF_VECTOR; i++) end[i] = lists->terms + (first + i) * lists->room;
  for (size_t p = 0; p < k; p += LANES) {
    uint32_t bits[LANES] = {0};
    const size_t depth = lanes_left(p, k);
#pragma clang loop unroll_count(4)
    for (size_t i = 0; i < depth; i++) bits[i] = nonzero_bits(values + (p + i) * f.stride, 0, 1);
    uvec columns;
    memcpy(&columns, bits, sizeof columns);
    columns &= inside;
#pragma clang loop unroll(full)
    for (size_t i = 0; i < GROUPS_OF_VECTOR; i++)
      end[i] = append(end[i], lane_bits(columns & group << (uint32_t)(i * LISTED_ROWS)), p);
  }
  for (size_t i = 0; i < GROUPS_OF_VECTOR; i++)
    lists->counts[first + i] = (uint32_t)(end[i] - lists->terms - (first + i) * lists->room);
}

static size_t list_items(const ck_gemm_arguments *g, ck_factor listed) {
  return lists_rows(g, listed) ? (g->m + LISTED_ROWS - 1) / LISTED_ROWS
                               : (column_factor_of(g, listed).columns + LANES - 1) / LANES;
}

static void list_terms(const void *arguments, size_t begin, size_t end) {
  const ck_term_lists *lists = arguments;
  const ck_gemm_arguments *g = lists->product;
  for (size_t item = begin; item < end; item++)
    if (lists_rows(g, lists->listed)) list_row_group(g, lists, item);
    else list_column_groups(lists, column_factor_of(g, lists->listed), item);
}

// MARK: - Whether lists pay

// The share of terms in which a group of rows of a is not all zero, going by a few groups.
static double sampled_rows(const ck_gemm_arguments *g) {
  size_t listed = 0, all = 0;
  for (size_t sample = 0; sample < SAMPLES; sample++) {
    const float *rows = g->a + (g->m - LISTED_ROWS) * sample / (SAMPLES - 1) * g->a_stride;
    for (size_t p = 0; p + LANES <= g->k; p += LANES, all += LANES)
      listed += (size_t)__builtin_popcount(nonzero_bits(rows + p, g->a_stride, LISTED_ROWS));
  }
  return all > 0 ? (double)listed / (double)all : 1;
}

// The share of groups of columns that are not all zero, going by a few terms.
static double sampled_columns(const ck_gemm_arguments *g, column_factor f) {
  size_t listed = 0, all = 0;
  for (size_t sample = 0; sample < SAMPLES; sample++) {
    const float *row = f.values + (g->k - 1) * sample / (SAMPLES - 1) * f.stride;
    for (size_t j = 0; j + LANES <= f.columns; j += LANES, all += GROUPS_OF_VECTOR) {
      uint32_t bits = nonzero_bits(row + j, 0, 1);
      for (size_t i = 0; i < GROUPS_OF_VECTOR; i++)
        listed += (bits >> i * LISTED_ROWS & ((1u << LISTED_ROWS) - 1)) != 0;
    }
  }
  return all > 0 ? (double)listed / (double)all : 1;
}

static ck_factor listed_factor(const ck_gemm_arguments *g) {
  const double most = 0.6;  // with more terms than that, lists may cost more than they save
  double share_of_a = 1, share_of_b = 1;
  if (g->a_has_zeros)
    share_of_a = g->a_transposed ? sampled_columns(g, column_factor_of(g, ck_factor_a)) : sampled_rows(g);
  if (g->b_has_zeros) share_of_b = sampled_columns(g, column_factor_of(g, ck_factor_b));
  if (share_of_a <= share_of_b) return share_of_a <= most ? ck_factor_a : ck_factor_none;
  return share_of_b <= most ? ck_factor_b : ck_factor_none;
}

// MARK: - Products

// sums[i, v] += Σ over a list of terms p of x[i, p] · y[p, v]: the factor with the zeros is x, its rows
// `x_row` floats apart and its terms `x_term`, one of which is 1.
INLINE void add_listed(const int rows, const int vectors, const bool terms_adjacent,
                       const uint16_t *terms, size_t count, const float *x, size_t x_stride,
                       const float *y, size_t y_term, vec sums[LISTED_ROWS][LISTED_VECTORS]) {
  for (size_t q = 0; q < count; q++) {
    size_t p = terms[q];
    vec columns[LISTED_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) columns[v] = load(y + p * y_term + v * LANES);
    const float *factors = terms_adjacent ? x + p : x + p * x_stride;
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      vec factor = splat(factors[terms_adjacent ? (size_t)i * x_stride : (size_t)i]);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[i][v] = multiply_add(factor, columns[v], sums[i][v]);
    }
  }
}

// `rows` rows of c by up to LISTED_COLUMNS columns, the zeros being a's.
INLINE void listed_rows(const int rows, const int vectors, const bool terms_adjacent,
                        const ck_term_lists *lists, const float *b, size_t b_term, const destination *d, size_t row,
                        size_t column, size_t count) {
  const ck_gemm_arguments *g = lists->product;
  size_t group = row / LISTED_ROWS;
  vec sums[LISTED_ROWS][LISTED_VECTORS];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    vec start = d->bias ? load(d->bias + column + v * LANES) : splat(0);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) sums[i][v] = start;
  }
  add_listed(rows, vectors, terms_adjacent, lists->terms + group * lists->room,
             lists->counts[group], g->a + row * (terms_adjacent ? g->a_stride : 1), g->a_stride, b,
             b_term, sums);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    if (v * LANES >= (int)count) break;
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
      whole_finish(d, row + (size_t)i, column + (size_t)(v * LANES),
                   lanes_left((size_t)(v * LANES), count), sums[i][v]);
  }
}

// Rows of c, from the first of a group on, by up to LISTED_COLUMNS columns, the zeros being a's.
INLINE void listed_strip(const int vectors, const bool terms_adjacent, const ck_term_lists *lists,
                         const float *b, size_t b_term, const destination *d, size_t row,
                         size_t row_end, size_t column, size_t count) {
  size_t first = row;
  for (; row + LISTED_ROWS <= row_end; row += LISTED_ROWS)
    listed_rows(LISTED_ROWS, vectors, terms_adjacent, lists, b, b_term, d, row, column, count);
  for (; row < row_end; row++)
    listed_rows(1, vectors, terms_adjacent, lists, b, b_term, d, row, column, count);
  activate(d, first, row_end, column, column + count);
}

// Up to LISTED_COLUMNS rows of c by one vector of columns, the zeros being b's.
INLINE void listed_columns(const int vectors, const ck_term_lists *lists, const destination *d,
                           size_t row, size_t row_count, size_t column, size_t count) {
  const ck_gemm_arguments *g = lists->product;
  vec transposed[LANES][LISTED_VECTORS];
  for (size_t i = 0; i < LANES; i += LISTED_ROWS) {
    size_t group = (column + i) / LISTED_ROWS;
    vec sums[LISTED_ROWS][LISTED_VECTORS] = {0};
    add_listed(LISTED_ROWS, vectors, false, lists->terms + group * lists->room,
               lists->counts[group], g->b + column + i, g->b_stride, g->a + row, g->a_stride, sums);
#pragma clang loop unroll(full)
    for (int s = 0; s < LISTED_ROWS; s++)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) transposed[i + (size_t)s][v] = sums[s][v];
  }
  for (size_t v = 0; v * LANES < row_count; v++) {
    vec rows[LANES];
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES; i++) rows[i] = transposed[i][v];
    transpose(rows);
    for (size_t i = 0; i < lanes_left(v * LANES, row_count); i++)
      whole_finish(d, row + v * LANES + i, column, count, rows[i]);
  }
}

// The zeros being b's.
static void gemm_listed_columns(const ck_term_lists *lists, const destination *d,
                                ck_gemm_block block) {
  for (size_t row = block.row_begin; row < block.row_end; row += LISTED_COLUMNS)
    for (size_t j = block.column_begin; j < block.column_end; j += LANES) {
      size_t left = block.row_end - row, rows = left < LISTED_COLUMNS ? left : LISTED_COLUMNS;
      size_t count = lanes_left(j, block.column_end);
      if (rows <= 2 * LANES) listed_columns(2, lists, d, row, rows, j, count);
      else listed_columns(LISTED_VECTORS, lists, d, row, rows, j, count);
    }
}

// The zeros being a's.
static void gemm_listed_rows(const ck_term_lists *lists, const destination *d, ck_gemm_block block,
                             float *panel) {
  const ck_gemm_arguments *g = lists->product;
  for (size_t j = block.column_begin; j < block.column_end; j += LISTED_COLUMNS) {
    size_t left = block.column_end - j, count = left < LISTED_COLUMNS ? left : LISTED_COLUMNS;
    size_t width = count <= 2 * LANES ? 2 * LANES : LISTED_COLUMNS;
    if (g->b_transposed) pack_panel(g->b + j * g->b_stride, g->b_stride, count, g->k, panel, width);
    const float *b = g->b_transposed ? panel : g->b + j;
    size_t b_term = g->b_transposed ? width : g->b_stride;
#define STRIP(vectors, terms_adjacent)                                                             \
  listed_strip(vectors, terms_adjacent, lists, b, b_term, d, block.row_begin, block.row_end, j, count)
    if (width < LISTED_COLUMNS && g->a_transposed) STRIP(2, false);
    else if (width < LISTED_COLUMNS) STRIP(2, true);
    else if (g->a_transposed) STRIP(LISTED_VECTORS, false);
    else STRIP(LISTED_VECTORS, true);
#undef STRIP
  }
}

static void gemm_listed(const ck_term_lists *lists, ck_gemm_block block, float *panel) {
  const ck_gemm_arguments *g = lists->product;
  destination d = {g->c, g->c_stride, g->bias, g->activation, g->accumulate};
  if (lists->listed == ck_factor_b) gemm_listed_columns(lists, &d, block);
  else gemm_listed_rows(lists, &d, block, panel);
}
