// Max pooling and nearest upsampling, a vector of channels at a time.

#include "simd.h"

// The part of a window at `index` that lies inside an input of `size`.
typedef struct {
  size_t begin, end;
} span;

INLINE span window(size_t index, size_t factor, size_t offset, size_t size) {
  size_t begin = index * factor, end = begin + factor - offset;
  return (span){begin > offset ? begin - offset : 0, end < size ? end : size};
}

// One window of `height` x `width` pixels of `channels` values, `row` floats from row to row.
// Where height and width are constants the loops over them vanish.
INLINE void pool_window(size_t height, size_t width, size_t row, size_t channels, const float *input,
                        float *output) {
  for (size_t c = 0; c < channels; c += LANES) {
    vec best = load(input + c);
    for (size_t i = 0; i < height; i++)
      for (size_t j = 0; j < width; j++) {
        vec v = load(input + i * row + j * channels + c);
        best = v > best ? v : best;
      }
    store_first(output + c, best, lanes_left(c, channels));
  }
}

// The first of equal maxima takes the gradient.
INLINE void unpool_window(size_t height, size_t width, size_t row, size_t channels,
                          const float *input, const float *output, const float *gradient,
                          float *input_gradient) {
  for (size_t c = 0; c < channels; c += LANES) {
    vec best = load(output + c), left = load(gradient + c);
    for (size_t i = 0; i < height; i++)
      for (size_t j = 0; j < width; j++) {
        size_t place = i * row + j * channels + c;
        ivec is_best = load(input + place) == best;
        store_first(input_gradient + place, is_best ? left : splat(0), lanes_left(c, channels));
        left = is_best ? splat(0) : left;
      }
  }
}

// Whole windows of 2 x 2 pixels, one after another.
INLINE void pool_pairs(const ck_scaling_arguments *g, size_t windows, const float *input, float *output) {
  const size_t row = g->input_width * g->channels;
  for (size_t x = 0; x < windows; x++, input += 2 * g->channels, output += g->channels)
    pool_window(2, 2, row, g->channels, input, output);
}

static void max_pool(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  const size_t channels = g->channels, row = g->input_width * channels;
  for (size_t image = begin; image < end; image++)
    for (size_t y = 0; y < g->output_height; y++) {
      span rows = window(y, g->factor, g->offset_y, g->input_height);
      size_t height = rows.end - rows.begin;
      const float *inputs = g->input + image * g->input_stride + rows.begin * row;
      float *outputs = g->output + image * g->output_stride + y * g->output_width * channels;
      for (size_t x = 0; x < g->output_width;) {
        span columns = window(x, g->factor, g->offset_x, g->input_width);
        size_t width = columns.end - columns.begin;
        const float *input = inputs + columns.begin * channels;
        float *output = outputs + x * channels;
        if (height == 2 && width == 2) {
          size_t windows = (g->input_width - columns.begin) / 2;
          pool_pairs(g, windows, input, output);
          x += windows;
        } else {
          pool_window(height, width, row, channels, input, output);
          x++;
        }
      }
    }
}

INLINE void unpool_pairs(const ck_scaling_arguments *g, size_t windows, const float *input,
                         const float *output, const float *gradient, float *input_gradient) {
  const size_t channels = g->channels, row = g->input_width * channels;
  for (size_t x = 0; x < windows; x++) {
    unpool_window(2, 2, row, channels, input, output, gradient, input_gradient);
    input += 2 * channels, input_gradient += 2 * channels;
    output += channels, gradient += channels;
  }
}

static void max_pool_backward(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  const size_t channels = g->channels, row = g->input_width * channels;
  for (size_t image = begin; image < end; image++)
    for (size_t y = 0; y < g->output_height; y++) {
      span rows = window(y, g->factor, g->offset_y, g->input_height);
      size_t height = rows.end - rows.begin;
      for (size_t x = 0; x < g->output_width;) {
        span columns = window(x, g->factor, g->offset_x, g->input_width);
        size_t width = columns.end - columns.begin;
        size_t corner = rows.begin * row + columns.begin * channels;
        size_t pixel = (y * g->output_width + x) * channels;
        const float *input = g->input + image * g->input_stride + corner;
        const float *output = g->output + image * g->output_stride + pixel;
        const float *gradient = g->output_gradient + image * g->output_gradient_stride + pixel;
        float *to = g->input_gradient + image * g->input_gradient_stride + corner;
        if (height == 2 && width == 2) {
          size_t windows = (g->input_width - columns.begin) / 2;
          unpool_pairs(g, windows, input, output, gradient, to);
          x += windows;
        } else {
          unpool_window(height, width, row, channels, input, output, gradient, to);
          x++;
        }
      }
    }
}

static void upsample(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  size_t output_row = g->output_width * g->channels;
  for (size_t image = begin; image < end; image++)
    for (size_t y = 0; y < g->input_height; y++) {
      const float *input = g->input + image * g->input_stride + y * g->input_width * g->channels;
      float *output = g->output + image * g->output_stride + y * g->factor * output_row;
      for (size_t x = 0; x < g->input_width; x++)
        for (size_t c = 0; c < g->channels; c += LANES) {
          size_t count = lanes_left(c, g->channels);
          vec v = load(input + x * g->channels + c);
          for (size_t i = 0; i < g->factor; i++)
            store_first(output + (x * g->factor + i) * g->channels + c, v, count);
        }
      for (size_t i = 1; i < g->factor; i++)
        memcpy(output + i * output_row, output, output_row * sizeof(float));
    }
}

// to[c] = the sum of the `factor` x `factor` pixels that were made of one.
INLINE void sum_copies(size_t factor, size_t row, size_t channels, const float *from, float *to) {
  for (size_t c = 0; c < channels; c += LANES) {
    vec sum = splat(0);
    for (size_t i = 0; i < factor; i++)
      for (size_t j = 0; j < factor; j++) sum += load(from + i * row + j * channels + c);
    store_first(to + c, sum, lanes_left(c, channels));
  }
}

static void upsample_backward(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  const size_t channels = g->channels, factor = g->factor, row = g->output_width * channels;
  for (size_t image = begin; image < end; image++)
    for (size_t y = 0; y < g->input_height; y++)
      for (size_t x = 0; x < g->input_width; x++) {
        const float *from = g->output_gradient + image * g->output_gradient_stride +
                            y * factor * row + x * factor * channels;
        float *to = g->input_gradient + image * g->input_gradient_stride +
                    (y * g->input_width + x) * channels;
        if (factor == 2) sum_copies(2, row, channels, from, to);
        else sum_copies(factor, row, channels, from, to);
      }
}
