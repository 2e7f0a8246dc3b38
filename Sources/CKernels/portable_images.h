// The oracle's convolution, pooling and upsampling: loops as the definitions have them.

static void correlate(const void *arguments, size_t begin, size_t end) {
  const ck_correlation_arguments *g = arguments;
  for (size_t image = begin; image < end; image++) {
    if (g->fill) ck_copy(g->fill, image, image + 1);
    const float *source = g->source + image * g->source_stride;
    float *output = g->output + image * g->output_stride;
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++)
        for (size_t o = 0; o < g->output_channels; o++) {
          float sum = 0;
          for (size_t ky = 0; ky < g->kernel; ky++)
            for (size_t kx = 0; kx < g->kernel; kx++)
              for (size_t i = 0; i < g->channels; i++)
                sum += g->taps[((ky * g->kernel + kx) * g->channels + i) * g->output_channels + o] *
                       source[((y * g->stride + ky) * g->source_width + x * g->stride + kx) * g->channels + i];
          if (g->bias) sum += g->bias[o];
          output[(y * g->output_width + x) * g->output_channels + o] = activate(sum, g->activation);
        }
  }
}

static float transposed_sum(const ck_correlation_arguments *g, const float *source, size_t y, size_t x,
                            size_t o) {
  const size_t phase_y = y % g->stride, phase_x = x % g->stride;
  const ck_phase rows = ck_phase_of(g, phase_y, g->top), columns = ck_phase_of(g, phase_x, g->left);
  const float *taps = g->taps + (phase_y * g->stride + phase_x) * ck_phase_taps(g);
  float sum = 0;
  for (size_t ky = 0; ky < rows.taps; ky++)
    for (size_t kx = 0; kx < columns.taps; kx++)
      for (size_t i = 0; i < g->channels; i++)
        sum += taps[((ky * columns.taps + kx) * g->channels + i) * g->output_channels + o] *
               source[((y / g->stride + rows.first + ky) * g->source_width + x / g->stride +
                       columns.first + kx) * g->channels + i];
  return sum;
}

static void correlate_transposed(const void *arguments, size_t begin, size_t end) {
  const ck_correlation_arguments *g = arguments;
  for (size_t image = begin; image < end; image++) {
    if (g->fill) ck_copy(g->fill, image, image + 1);
    float *output = g->output + image * g->output_stride;
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++)
        for (size_t o = 0; o < g->output_channels; o++) {
          float sum = transposed_sum(g, g->source + image * g->source_stride, y, x, o);
          if (g->bias) sum += g->bias[o];
          output[(y * g->output_width + x) * g->output_channels + o] = activate(sum, g->activation);
        }
  }
}

// Tiles are kernel rows.
static size_t taps_tiles(const ck_taps_arguments *g) { return g->kernel; }

static float tap_sum(const ck_taps_arguments *g, size_t group, size_t ky, size_t kx, size_t i,
                     size_t o) {
  float sum = 0;
  for (size_t n = 0; n < g->images_per_group; n++) {
    size_t image = group * g->images_per_group + n;
    if (image == g->images) break;
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++)
        sum += g->source[image * g->source_stride +
                         ((y * g->stride + ky) * g->source_width + x * g->stride + kx) * g->channels + i] *
               g->output_gradient[image * g->output_stride +
                                  (y * g->output_width + x) * g->output_channels + o];
  }
  return sum;
}

static void channel_sums(const ck_taps_arguments *g, size_t group) {
  for (size_t c = 0; c < g->summed_channels; c++) {
    float sum = 0;
    for (size_t n = 0; n < g->images_per_group; n++) {
      size_t image = group * g->images_per_group + n;
      if (image == g->images) break;
      for (size_t p = 0; p < g->summed_pixels; p++)
        sum += g->summed[image * g->summed_stride + p * g->summed_channels + c];
    }
    g->channel_sums[group * g->sums_stride + c] = sum;
  }
}

static void taps_row(const ck_taps_arguments *g, size_t group, size_t ky) {
  float *taps = g->taps_gradient + group * g->taps_stride;
  for (size_t kx = 0; kx < g->kernel; kx++)
    for (size_t i = 0; i < g->channels; i++)
      for (size_t o = 0; o < g->output_channels; o++) {
        size_t place = g->outputs_last
                           ? ((ky * g->kernel + kx) * g->channels + i) * g->output_channels + o
                           : ((o * g->kernel + ky) * g->kernel + kx) * g->channels + i;
        taps[place] = tap_sum(g, group, ky, kx, i, o);
      }
}

static void taps_gradient(const void *arguments, size_t begin, size_t end) {
  const ck_taps_arguments *g = arguments;
  for (size_t item = begin; item < end; item++) {
    size_t group = item / (g->kernel + 1), ky = item % (g->kernel + 1);
    if (ky < g->kernel) taps_row(g, group, ky);
    else channel_sums(g, group);
  }
}

// The place in the input of the largest value in the window of output [y, x, c], the first of equals.
static size_t place_of_maximum(const ck_scaling_arguments *g, const float *input, size_t y, size_t x,
                               size_t c) {
  size_t best = SIZE_MAX;
  for (size_t i = y * g->factor; i < (y + 1) * g->factor; i++)
    for (size_t j = x * g->factor; j < (x + 1) * g->factor; j++) {
      if (i < g->offset_y || i - g->offset_y >= g->input_height) continue;
      if (j < g->offset_x || j - g->offset_x >= g->input_width) continue;
      size_t place = ((i - g->offset_y) * g->input_width + j - g->offset_x) * g->channels + c;
      if (best == SIZE_MAX || input[place] > input[best]) best = place;
    }
  return best;
}

static void max_pool(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  for (size_t image = begin; image < end; image++) {
    const float *input = g->input + image * g->input_stride;
    float *output = g->output + image * g->output_stride;
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++)
        for (size_t c = 0; c < g->channels; c++)
          output[(y * g->output_width + x) * g->channels + c] =
              input[place_of_maximum(g, input, y, x, c)];
  }
}

static void max_pool_backward(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  for (size_t image = begin; image < end; image++) {
    const float *input = g->input + image * g->input_stride;
    const float *gradient = g->output_gradient + image * g->output_gradient_stride;
    float *input_gradient = g->input_gradient + image * g->input_gradient_stride;
    memset(input_gradient, 0, g->input_height * g->input_width * g->channels * sizeof(float));
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++)
        for (size_t c = 0; c < g->channels; c++)
          input_gradient[place_of_maximum(g, input, y, x, c)] =
              gradient[(y * g->output_width + x) * g->channels + c];
  }
}

static void upsample(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  for (size_t image = begin; image < end; image++)
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++)
        for (size_t c = 0; c < g->channels; c++)
          g->output[image * g->output_stride + (y * g->output_width + x) * g->channels + c] =
              g->input[image * g->input_stride +
                       (y / g->factor * g->input_width + x / g->factor) * g->channels + c];
}

static void upsample_backward(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  for (size_t image = begin; image < end; image++) {
    float *input_gradient = g->input_gradient + image * g->input_gradient_stride;
    memset(input_gradient, 0, g->input_height * g->input_width * g->channels * sizeof(float));
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++)
        for (size_t c = 0; c < g->channels; c++)
          input_gradient[(y / g->factor * g->input_width + x / g->factor) * g->channels + c] +=
              g->output_gradient[image * g->output_gradient_stride +
                                 (y * g->output_width + x) * g->channels + c];
  }
}
