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

static void max_pool(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  for (size_t image = begin; image < end; image++)
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++) {
        span rows = window(y, g->factor, g->offset_y, g->input_height);
        span columns = window(x, g->factor, g->offset_x, g->input_width);
        const float *input = g->input + image * g->input_stride;
        float *output = g->output + image * g->output_stride + (y * g->output_width + x) * g->channels;
        for (size_t c = 0; c < g->channels; c += LANES) {
          vec best = load(input + (rows.begin * g->input_width + columns.begin) * g->channels + c);
          for (size_t i = rows.begin; i < rows.end; i++)
            for (size_t j = columns.begin; j < columns.end; j++) {
              vec v = load(input + (i * g->input_width + j) * g->channels + c);
              best = v > best ? v : best;
            }
          store_first(output + c, best, lanes_left(c, g->channels));
        }
      }
}

// The first of equal maxima takes the gradient.
static void max_pool_backward(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  for (size_t image = begin; image < end; image++)
    for (size_t y = 0; y < g->output_height; y++)
      for (size_t x = 0; x < g->output_width; x++) {
        span rows = window(y, g->factor, g->offset_y, g->input_height);
        span columns = window(x, g->factor, g->offset_x, g->input_width);
        const float *input = g->input + image * g->input_stride;
        float *input_gradient = g->input_gradient + image * g->input_gradient_stride;
        size_t pixel = (y * g->output_width + x) * g->channels;
        const float *output = g->output + image * g->output_stride + pixel;
        const float *gradient = g->output_gradient + image * g->output_gradient_stride + pixel;
        for (size_t c = 0; c < g->channels; c += LANES) {
          vec best = load(output + c), left = load(gradient + c);
          for (size_t i = rows.begin; i < rows.end; i++)
            for (size_t j = columns.begin; j < columns.end; j++) {
              size_t place = (i * g->input_width + j) * g->channels + c;
              ivec is_best = load(input + place) == best;
              store_first(input_gradient + place, is_best ? left : splat(0),
                          lanes_left(c, g->channels));
              left = is_best ? splat(0) : left;
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

static void upsample_backward(const void *arguments, size_t begin, size_t end) {
  const ck_scaling_arguments *g = arguments;
  for (size_t image = begin; image < end; image++)
    for (size_t y = 0; y < g->input_height; y++)
      for (size_t x = 0; x < g->input_width; x++)
        for (size_t c = 0; c < g->channels; c += LANES) {
          const float *gradient = g->output_gradient + image * g->output_gradient_stride + c;
          vec sum = splat(0);
          for (size_t i = 0; i < g->factor; i++)
            for (size_t j = 0; j < g->factor; j++)
              sum += load(gradient + ((y * g->factor + i) * g->output_width + x * g->factor + j) *
                                         g->channels);
          store_first(g->input_gradient + image * g->input_gradient_stride +
                          (y * g->input_width + x) * g->channels + c,
                      sum, lanes_left(c, g->channels));
        }
}
