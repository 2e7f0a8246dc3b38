// Correlation and the gradient of its taps, as sums along walks through the images themselves: for
// one tap row the terms of an output lie one after another, so no matrix is ever laid out.

#include "simd_gemm.h"

// One output channel leaves a tile's columns empty. So: LANES outputs at a time, each a dot product.
static void correlate_dots(const ck_correlation_arguments *g, const float *source, float *output) {
  const size_t run = g->kernel_width * g->channels, step = g->stride * g->channels;
  vec sums[LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i++) sums[i] = splat(0);
  for (size_t ky = 0; ky < g->kernel_height; ky++) {
    const float *row = source + ky * g->source_width * g->channels, *taps = g->taps + ky * run;
    for (size_t p = 0; p < run; p += LANES) {
      vec tap = keep_first(load(taps + p), lanes_left(p, run));
#pragma clang loop unroll(full)
      for (int i = 0; i < LANES; i++)
        sums[i] = multiply_add(tap, load(row + i * step + p), sums[i]);
    }
  }
  transpose(sums);
#pragma clang loop unroll(full)
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) sums[i] += sums[i + width];
  destination d = {.c = output, .activation = g->activation};
  if (g->bias) sums[0] += splat(g->bias[0]);
  whole_finish(&d, 0, 0, LANES, sums[0]);
  activate(&d, 0, 1, 0, LANES);
}

static bool suits_dots(const ck_correlation_arguments *g) {
  return g->output_channels == 1 && g->output_width >= LANES && g->channels >= LANES / 4;
}

static void correlate(const void *arguments, size_t begin, size_t end) {
  const ck_correlation_arguments *g = arguments;
  const size_t source_row = g->source_width * g->channels;
  const walk w = {
      .blocks = 1, .runs = g->kernel_height, .length = g->kernel_width * g->channels,
      .a_run = source_row, .a_term = 1, .a_row = g->stride * g->channels,
      .b_run = g->kernel_width * g->channels * g->output_channels, .b_term = g->output_channels};
  for (size_t image = begin; image < end; image++) {
    if (g->fill) ck_copy(g->fill, image, image + 1);
    for (size_t y = 0; y < g->output_height; y++) {
      const float *source = g->source + image * g->source_stride + y * g->stride * source_row;
      float *output =
          g->output + image * g->output_stride + y * g->output_width * g->output_channels;
      if (suits_dots(g)) {
        for (size_t x = 0; x < g->output_width; x += LANES) {
          size_t first = x + LANES <= g->output_width ? x : g->output_width - LANES;
          correlate_dots(g, source + first * w.a_row, output + first);
        }
        continue;
      }
      destination d = {output, g->output_channels, g->bias, g->activation, false};
      for (size_t j = 0; j < g->output_channels; j += TILE_COLUMNS) {
        size_t left = g->output_channels - j;
        strip(false, &w, source, g->taps + j, &d, 0, g->output_width, j,
              left < TILE_COLUMNS ? left : TILE_COLUMNS);
      }
    }
  }
}

// The gradient of the taps of one kernel row is a product of [taps' terms x pixels] and [pixels x
// outputs], or its transpose.
typedef struct {
  size_t rows, columns;  // of one kernel row
  size_t row_tiles, column_tiles;
} taps_split;

static taps_split split_taps(const ck_taps_arguments *g) {
  size_t terms = g->kernel_width * g->channels;
  taps_split s = {g->outputs_last ? terms : g->output_channels,
                  g->outputs_last ? g->output_channels : terms, 0, 0};
  s.row_tiles = (s.rows + TILE_ROWS - 1) / TILE_ROWS;
  s.column_tiles = (s.columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
  return s;
}

static size_t taps_tiles(const ck_taps_arguments *g) {
  taps_split s = split_taps(g);
  return g->kernel_height * s.row_tiles * s.column_tiles;
}

static size_t images_in(const ck_taps_arguments *g, size_t group) {
  size_t left = g->images - group * g->images_per_group;
  return left < g->images_per_group ? left : g->images_per_group;
}

static void taps_tile(const ck_taps_arguments *g, size_t group, size_t item) {
  taps_split s = split_taps(g);
  size_t row_tile = item % s.row_tiles, column_tile = item / s.row_tiles % s.column_tiles;
  size_t ky = item / s.row_tiles / s.column_tiles;
  size_t row = s.rows * row_tile / s.row_tiles, row_end = s.rows * (row_tile + 1) / s.row_tiles;
  size_t column = column_tile * TILE_COLUMNS, left = s.columns - column;
  size_t source_row = g->source_width * g->channels;
  size_t first = group * g->images_per_group;
  const float *source = g->source + first * g->source_stride + ky * source_row;
  const float *gradient = g->output_gradient + first * g->output_stride;

  walk w = {.blocks = images_in(g, group), .runs = g->output_height, .length = g->output_width, .a_row = 1};
  size_t source_run = g->stride * source_row, source_term = g->stride * g->channels;
  size_t output_run = g->output_width * g->output_channels;
  if (g->outputs_last) {
    w.a_block = g->source_stride, w.a_run = source_run, w.a_term = source_term;
    w.b_block = g->output_stride, w.b_run = output_run, w.b_term = g->output_channels;
  } else {
    w.a_block = g->output_stride, w.a_run = output_run, w.a_term = g->output_channels;
    w.b_block = g->source_stride, w.b_run = source_run, w.b_term = source_term;
  }
  destination d = {
      .c = g->taps_gradient + group * g->taps_stride + ky * (g->outputs_last ? s.rows * s.columns : s.columns),
      .c_stride = g->outputs_last ? s.columns : g->kernel_height * s.columns};
  strip(true, &w, (g->outputs_last ? source : gradient) + row,
        (g->outputs_last ? gradient : source) + column, &d, row, row_end, column,
        left < TILE_COLUMNS ? left : TILE_COLUMNS);
}

static void channel_sums(const ck_taps_arguments *g, size_t group) {
  enum { chains = 4 };  // as many sums at once, so that additions need not wait for each other
  size_t first = group * g->images_per_group, channels = g->summed_channels;
  for (size_t c = 0; c < channels; c += LANES) {
    vec sums[chains];
    for (int i = 0; i < chains; i++) sums[i] = splat(0);
    for (size_t image = first; image < first + images_in(g, group); image++) {
      const float *summed = g->summed + image * g->summed_stride + c;
      size_t p = 0;
      for (; p + chains <= g->summed_pixels; p += chains)
        for (int i = 0; i < chains; i++) sums[i] += load(summed + (p + i) * channels);
      for (; p < g->summed_pixels; p++) sums[0] += load(summed + p * channels);
    }
    store_first(g->channel_sums + group * g->sums_stride + c,
                (sums[0] + sums[1]) + (sums[2] + sums[3]), lanes_left(c, channels));
  }
}

static void taps_gradient(const void *arguments, size_t begin, size_t end) {
  const ck_taps_arguments *g = arguments;
  size_t tiles = taps_tiles(g);
  for (size_t item = begin; item < end; item++) {
    size_t group = item / (tiles + 1), tile = item % (tiles + 1);
    if (tile < tiles) taps_tile(g, group, tile);
    else channel_sums(g, group);
  }
}
