// Row-wise and element-wise kernels. A partial last vector goes through the same arithmetic as a
// whole one, so a result does not depend on where a range begins or ends.

#include "simd_math.h"

// Images of a batch lie far apart, where no prefetcher of the processor expects them.
INLINE void prefetch_image(const ck_expand_arguments *g, size_t row) {
  const uint8_t *source = g->pixels + (size_t)g->indices[row] * g->columns;
  for (size_t c = 0; c < g->columns; c += 64) __builtin_prefetch(source + c);
}

static void expand_pixels(const void *arguments, size_t begin, size_t end) {
  enum { images_ahead = 4 };
  const ck_expand_arguments *g = arguments;
  for (size_t r = begin; r < end && r < begin + images_ahead; r++) prefetch_image(g, r);
  const vec reciprocal = splat(1.0f / 255);
  for (size_t r = begin; r < end; r++) {
    if (r + images_ahead < end) prefetch_image(g, r + images_ahead);
    const uint8_t *source = g->pixels + (size_t)g->indices[r] * g->columns;
    float *output = g->output + r * g->output_stride;
    for (size_t c = 0; c < g->columns; c += LANES) {
      size_t count = lanes_left(c, g->columns);
      bytes packed = 0;
      if (count == LANES) memcpy(&packed, source + c, LANES);
      else memcpy(&packed, source + c, count);
      vec x = __builtin_convertvector(packed, vec);
      // One Newton step makes the quotient the correctly rounded one.
      vec quotient = x * reciprocal;
      vec remainder = multiply_add(-quotient, splat(255), x);
      store_first(output + c, multiply_add(remainder, reciprocal, quotient), count);
    }
  }
}

// What pixels cost in nats, given logits and targets, and the cost's slope by the logits.
typedef vec pixel_cost(const ck_likelihood_arguments *g, vec logits, vec target, vec *slope);

INLINE void likelihood(const ck_likelihood_arguments *g, size_t begin, size_t end, pixel_cost *cost) {
  for (size_t r = begin; r < end; r++) {
    const float *logits = g->logits + r * g->logits_stride;
    const float *target = g->target + r * g->target_stride;
    vec nats = splat(0);
    for (size_t c = 0; c < g->columns; c += LANES) {
      size_t count = lanes_left(c, g->columns);
      vec slope, value = cost(g, load(logits + c), load(target + c), &slope);
      nats += count == LANES ? value : keep_first(value, count);
      if (g->gradient)
        store_first(g->gradient + r * g->gradient_stride + c, slope * splat(g->scale), count);
    }
    g->nats[r] = sum_lanes(nats);
  }
}

INLINE vec bernoulli_cost(const ck_likelihood_arguments *g, vec l, vec t, vec *slope) {
  (void)g;
  vec e = vec_exp(-absolute(l));
  *slope = vec_sigmoid_from(l, e) - t;
  return (l < splat(0) ? splat(0) : l) - l * t + vec_log1p_unit(e);
}

INLINE vec gaussian_cost(const ck_likelihood_arguments *g, vec l, vec t, vec *slope) {
  vec mean = vec_sigmoid(l), error = mean - t;
  *slope = error * mean * (splat(1) - mean) * splat(g->inverse_variance);
  return multiply_add(splat(0.5f * g->inverse_variance), error * error, splat(g->log_normalizer));
}

INLINE vec continuous_bernoulli_cost(const ck_likelihood_arguments *g, vec l, vec t, vec *slope) {
  (void)g;
  vec log_integral, mean;
  vec_continuous_bernoulli(absolute(l), &log_integral, &mean);
  *slope = (l < splat(0) ? mean : splat(1) - mean) - t;
  return (l < splat(0) ? splat(0) : l) - l * t + log_integral;
}

static void bernoulli(const void *arguments, size_t begin, size_t end) {
  likelihood(arguments, begin, end, bernoulli_cost);
}

static void gaussian(const void *arguments, size_t begin, size_t end) {
  likelihood(arguments, begin, end, gaussian_cost);
}

static void continuous_bernoulli(const void *arguments, size_t begin, size_t end) {
  likelihood(arguments, begin, end, continuous_bernoulli_cost);
}

INLINE vec clamp_log_variance(const ck_posterior_arguments *g, vec log_variance) {
  return min(max(log_variance, splat(g->log_variance_min)), splat(g->log_variance_max));
}

static void posterior_forward(const void *arguments, size_t begin, size_t end) {
  const ck_posterior_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    const float *statistics = g->statistics + r * g->statistics_stride;
    vec kl = splat(0);
    for (size_t c = 0; c < g->latents; c += LANES) {
      size_t count = lanes_left(c, g->latents);
      vec mean = load(statistics + c);
      vec log_variance = clamp_log_variance(g, load(statistics + g->latents + c));
      vec deviation = vec_exp(splat(0.5f) * log_variance);
      vec value = multiply_add(mean, mean, deviation * deviation) - log_variance - splat(1);
      if (g->code)
        store_first(g->code + r * g->code_stride + c,
                    multiply_add(deviation, load(g->noise + r * g->noise_stride + c), mean), count);
      kl += keep_first(value, count);
    }
    if (g->kl) g->kl[r] = 0.5f * sum_lanes(kl);
  }
}

static void posterior_backward(const void *arguments, size_t begin, size_t end) {
  const ck_posterior_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    const float *statistics = g->statistics + r * g->statistics_stride;
    float *gradient = g->statistics_gradient + r * g->statistics_gradient_stride;
    for (size_t c = 0; c < g->latents; c += LANES) {
      size_t count = lanes_left(c, g->latents);
      vec mean = load(statistics + c);
      vec raw = load(statistics + g->latents + c);
      vec log_variance = clamp_log_variance(g, raw);
      vec deviation = vec_exp(splat(0.5f) * log_variance);
      vec code_gradient = load(g->code_gradient + r * g->code_gradient_stride + c);
      vec noise = load(g->noise + r * g->noise_stride + c), kl_scale = load(g->kl_scales + c);
      vec for_variance = splat(0.5f) * (code_gradient * noise * deviation +
                                        kl_scale * multiply_add(deviation, deviation, splat(-1)));
      for_variance = raw == log_variance ? for_variance : splat(0);
      store_first(gradient + c, multiply_add(kl_scale, mean, code_gradient), count);
      store_first(gradient + g->latents + c, for_variance, count);
    }
  }
}

static void activation_backward(const void *arguments, size_t begin, size_t end) {
  const ck_activation_arguments *g = arguments;
  for (size_t r = begin; r < end; r++)
    for (size_t c = 0; c < g->columns; c += LANES) {
      float *at = g->gradient + r * g->gradient_stride + c;
      vec y = load(g->output + r * g->output_stride + c), d = load(at);
      switch (g->activation) {
        case ck_activation_identity: return;
        case ck_activation_relu: d = y > splat(0) ? d : splat(0); break;
        case ck_activation_sigmoid: d *= y * (splat(1) - y); break;
        case ck_activation_tanh: d *= multiply_add(-y, y, splat(1)); break;
      }
      store_first(at, d, lanes_left(c, g->columns));
    }
}

static void column_sums(const void *arguments, size_t begin, size_t end) {
  const ck_column_sums_arguments *g = arguments;
  for (size_t c = begin; c < end; c += LANES) {
    vec sum = g->accumulate ? load(g->sums + c) : splat(0);
    for (size_t r = 0; r < g->rows; r++) sum += load(g->matrix + r * g->stride + c);
    store_first(g->sums + c, sum, lanes_left(c, end));
  }
}

static void scale_rows(const void *arguments, size_t begin, size_t end) {
  const ck_row_factor_arguments *g = arguments;
  for (size_t r = begin; r < end; r++)
    for (size_t c = 0; c < g->columns; c += LANES) {
      float *at = g->output + r * g->output_stride + c;
      vec sum = g->accumulate ? load(at) : splat(0);
      store_first(at, multiply_add(splat(g->factors[r]), load(g->input + r * g->input_stride + c), sum),
                  lanes_left(c, g->columns));
    }
}

static void row_squares(const void *arguments, size_t begin, size_t end) {
  const ck_row_factor_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    vec sum = splat(0);
    for (size_t c = 0; c < g->columns; c += LANES) {
      size_t count = lanes_left(c, g->columns);
      vec x = load(g->input + r * g->input_stride + c);
      if (count < LANES) x = keep_first(x, count);
      sum = multiply_add(x, x, sum);
    }
    g->output[r * g->output_stride] = sum_lanes(sum);
  }
}

#define MAP(name, f)                                                                     \
  static void name(const void *arguments, size_t begin, size_t end) {                    \
    const ck_map_arguments *g = arguments;                                               \
    for (size_t r = begin; r < end; r++)                                                 \
      for (size_t c = 0; c < g->columns; c += LANES)                                     \
        store_first(g->output + r * g->output_stride + c,                                \
                    f(load(g->input + r * g->input_stride + c)), lanes_left(c, g->columns)); \
  }
MAP(map_sigmoid, vec_sigmoid)
MAP(map_continuous_mean, vec_continuous_mean)
MAP(map_exp, vec_exp)
MAP(map_log1p_unit, vec_log1p_unit)
#undef MAP

// As many chains as a tile has sums, which registers hold.
enum { peak_chains = 2 * TILE_ROWS, peak_rounds = 1000 };

static void peak(const void *arguments, size_t begin, size_t end) {
  const ck_peak_arguments *g = arguments;
  vec chain[peak_chains];
  for (int i = 0; i < peak_chains; i++) chain[i] = splat((float)i);
  vec factor = splat(0.999f), term = splat(0.001f);
  // The compiler may not know that these are constants, or it would fold the loop.
  __asm__ volatile("" : "+" VECTOR_REGISTER(factor), "+" VECTOR_REGISTER(term));
  for (size_t n = begin; n < end; n++)
    for (int round = 0; round < peak_rounds; round++)
#pragma clang loop unroll(full)
      for (int i = 0; i < peak_chains; i++) chain[i] = multiply_add(chain[i], factor, term);
  vec sum = chain[0];
  for (int i = 1; i < peak_chains; i++) sum += chain[i];
  g->output[begin] = sum_lanes(sum);
}
