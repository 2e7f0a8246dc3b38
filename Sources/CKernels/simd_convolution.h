// Correlation and the gradient of its taps, as sums along walks through the images themselves: for
// one tap row the terms of an output lie one after another, so no matrix is ever laid out.

#include "simd_gemm.h"

// The outputs of an image that share their taps: all, or those of one phase of a transpose.
typedef struct {
  const float *source, *taps;  // of the first output
  size_t kernel_height, kernel_width;
  size_t source_pixel, source_row;  // from output to output, as are the next two
  size_t output_pixel, output_row;
  float *output;
  size_t height, width;
} lattice;

// One output channel leaves a tile's columns empty. So: LANES outputs at a time, each a dot product.
// Outputs of two lattices, whose kernels are equally large, come in turn.
INLINE void correlate_dots(const int lattices, const ck_correlation_arguments *g, const lattice *l,
                           size_t y, size_t x) {
  enum { most = 2 };
  const int outputs = LANES / lattices;
  const size_t run = l->kernel_width * g->channels, step = l->source_pixel;
  const float *source[most], *taps[most];
  vec sums[LANES];
#pragma clang loop unroll(full)
  for (int n = 0; n < lattices; n++) source[n] = l[n].source + y * l->source_row + x * step, taps[n] = l[n].taps;
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i++) sums[i] = splat(0);
  for (size_t ky = 0; ky < l->kernel_height; ky++) {
    for (size_t p = 0; p < run; p += LANES)
#pragma clang loop unroll(full)
      for (int n = 0; n < lattices; n++) {
        vec tap = keep_first(load(taps[n] + p), lanes_left(p, run));
#pragma clang loop unroll(full)
        for (int i = 0; i < outputs; i++)
          sums[n * outputs + i] = multiply_add(tap, load(source[n] + i * step + p), sums[n * outputs + i]);
      }
#pragma clang loop unroll(full)
    for (int n = 0; n < lattices; n++) source[n] += g->source_width * g->channels, taps[n] += run;
  }
  transpose(sums);
#pragma clang loop unroll(full)
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) sums[i] += sums[i + width];
  vec sum = lattices == 1 ? sums[0] : interleave_halves(sums[0]);
  destination d = {.c = l->output + y * l->output_row + x * l->output_pixel, .activation = g->activation};
  if (g->bias) sum += splat(g->bias[0]);
  whole_finish(&d, 0, 0, LANES, sum);
  activate(&d, 0, 1, 0, LANES);
}

static bool suits_dots(const ck_correlation_arguments *g) {
  return g->output_channels == 1 && g->output_width >= LANES && g->channels >= LANES / 4;
}

static void correlate_one_channel(const ck_correlation_arguments *g, const lattice *l) {
  for (size_t y = 0; y < l->height; y++)
    for (size_t x = 0; x < l->width; x += LANES)
      correlate_dots(1, g, l, y, x + LANES <= l->width ? x : l->width - LANES);
}

static void correlate_lattice(const ck_correlation_arguments *g, const lattice *l) {
  const size_t run = l->kernel_width * g->channels;
  const walk w = {
      .blocks = 1, .runs = l->kernel_height, .length = run,
      .a_run = g->source_width * g->channels, .a_term = 1, .a_row = l->source_pixel,
      .b_run = run * g->output_channels, .b_term = g->output_channels};
  for (size_t y = 0; y < l->height; y++) {
    destination d = {l->output + y * l->output_row, l->output_pixel, g->bias, g->activation, false};
    for (size_t j = 0; j < g->output_channels; j += TILE_COLUMNS) {
      size_t left = g->output_channels - j;
      strip(false, &w, l->source + y * l->source_row, l->taps + j, &d, 0, l->width, j,
            left < TILE_COLUMNS ? left : TILE_COLUMNS);
    }
  }
}

static void correlate(const void *arguments, size_t begin, size_t end) {
  const ck_correlation_arguments *g = arguments;
  for (size_t image = begin; image < end; image++) {
    if (g->fill) ck_copy(g->fill, image, image + 1);
    const lattice all = {
        .source = g->source + image * g->source_stride, .taps = g->taps,
        .kernel_height = g->kernel, .kernel_width = g->kernel,
        .source_pixel = g->stride * g->channels,
        .source_row = g->stride * g->source_width * g->channels,
        .output_pixel = g->output_channels, .output_row = g->output_width * g->output_channels,
        .output = g->output + image * g->output_stride,
        .height = g->output_height, .width = g->output_width};
    if (suits_dots(g)) correlate_one_channel(g, &all);
    else correlate_lattice(g, &all);
  }
}

// The outputs of an image in rows phase_y + n · stride and columns phase_x + n · stride.
static lattice transposed_lattice(const ck_correlation_arguments *g, size_t image, size_t phase_y,
                                  size_t phase_x) {
  const ck_phase y = ck_phase_of(g, phase_y, g->top), x = ck_phase_of(g, phase_x, g->left);
  const size_t source_row = g->source_width * g->channels, row = g->output_width * g->output_channels;
  return (lattice){
      .source = g->source + image * g->source_stride + y.first * source_row + x.first * g->channels,
      .taps = g->taps + (phase_y * g->stride + phase_x) * ck_phase_taps(g),
      .kernel_height = y.taps, .kernel_width = x.taps,
      .source_pixel = g->channels, .source_row = source_row,
      .output_pixel = g->stride * g->output_channels, .output_row = g->stride * row,
      .output = g->output + image * g->output_stride + phase_y * row + phase_x * g->output_channels,
      .height = (g->output_height - phase_y + g->stride - 1) / g->stride,
      .width = (g->output_width - phase_x + g->stride - 1) / g->stride};
}

static bool suits_paired_dots(const ck_correlation_arguments *g) {
  return suits_dots(g) && g->stride == 2 && g->kernel % 2 == 0 && g->output_width % 2 == 0;
}

static void correlate_pairs(const ck_correlation_arguments *g, const lattice *even_and_odd) {
  const size_t width = even_and_odd->width, outputs = LANES / 2;
  for (size_t y = 0; y < even_and_odd->height; y++)
    for (size_t x = 0; x < width; x += outputs)
      correlate_dots(2, g, even_and_odd, y, x + outputs <= width ? x : width - outputs);
}

static void correlate_transposed(const void *arguments, size_t begin, size_t end) {
  const ck_correlation_arguments *g = arguments;
  const size_t rows = g->stride < g->output_height ? g->stride : g->output_height;
  const size_t columns = g->stride < g->output_width ? g->stride : g->output_width;
  for (size_t image = begin; image < end; image++) {
    if (g->fill) ck_copy(g->fill, image, image + 1);
    for (size_t y = 0; y < rows; y++) {
      if (suits_paired_dots(g)) {
        const lattice both[] = {transposed_lattice(g, image, y, 0), transposed_lattice(g, image, y, 1)};
        correlate_pairs(g, both);
        continue;
      }
      for (size_t x = 0; x < columns; x++) {
        const lattice l = transposed_lattice(g, image, y, x);
        if (g->stride == 1 && suits_dots(g)) correlate_one_channel(g, &l);
        else correlate_lattice(g, &l);
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
  size_t terms = g->kernel * g->channels;
  taps_split s = {g->outputs_last ? terms : g->output_channels,
                  g->outputs_last ? g->output_channels : terms, 0, 0};
  s.row_tiles = (s.rows + TILE_ROWS - 1) / TILE_ROWS;
  s.column_tiles = (s.columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
  return s;
}

static size_t taps_tiles(const ck_taps_arguments *g) {
  taps_split s = split_taps(g);
  return g->kernel * s.row_tiles * s.column_tiles;
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
      .c_stride = g->outputs_last ? s.columns : g->kernel * s.columns};
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
