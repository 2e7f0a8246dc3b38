// Plain C with the C library's own exp and log: runs anywhere, and is the oracle that the tests hold
// every other table against. Element and row meanings are those of CKernels.h.

#include <math.h>
#include <string.h>

#include "tables.h"

enum { tile_columns = 16 };

static float sigmoid_of(float x) {
  float e = expf(-fabsf(x));
  return x < 0 ? e / (1 + e) : 1 / (1 + e);
}

static float activate(float x, ck_activation activation) {
  switch (activation) {
    case ck_activation_identity: return x;
    case ck_activation_relu: return x < 0 ? 0 : x;
    case ck_activation_sigmoid: return sigmoid_of(x);
    case ck_activation_tanh: return tanhf(x);
  }
}

static void gemm(const ck_gemm_arguments *g, ck_gemm_block block, float *panel) {
  for (size_t j = block.column_begin; j < block.column_end; j += tile_columns) {
    size_t count = block.column_end - j < tile_columns ? block.column_end - j : tile_columns;
    for (size_t p = 0; p < g->k; p++)
      for (size_t i = 0; i < tile_columns; i++)
        panel[p * tile_columns + i] =
            i >= count ? 0 : g->b_transposed ? g->b[(j + i) * g->b_stride + p] : g->b[p * g->b_stride + j + i];
    for (size_t row = block.row_begin; row < block.row_end; row++) {
      float sum[tile_columns] = {0};
      for (size_t p = 0; p < g->k; p++) {
        float a = g->a_transposed ? g->a[p * g->a_stride + row] : g->a[row * g->a_stride + p];
        for (size_t i = 0; i < tile_columns; i++) sum[i] += a * panel[p * tile_columns + i];
      }
      float *c = g->c + row * g->c_stride + j;
      for (size_t i = 0; i < count; i++) {
        if (g->bias) sum[i] += g->bias[j + i];
        if (g->accumulate) sum[i] += c[i];
        c[i] = activate(sum[i], g->activation);
      }
    }
  }
}

#include "portable_images.h"

static void expand_pixels(const void *arguments, size_t begin, size_t end) {
  const ck_expand_arguments *g = arguments;
  for (size_t r = begin; r < end; r++)
    for (size_t c = 0; c < g->columns; c++)
      g->output[r * g->output_stride + c] = g->pixels[(size_t)g->indices[r] * g->columns + c] / 255.0f;
}

static void bernoulli(const void *arguments, size_t begin, size_t end) {
  const ck_likelihood_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    float nats = 0;
    for (size_t c = 0; c < g->columns; c++) {
      float l = g->logits[r * g->logits_stride + c], t = g->target[r * g->target_stride + c];
      nats += (l < 0 ? 0 : l) - l * t + log1pf(expf(-fabsf(l)));
      if (g->gradient) g->gradient[r * g->gradient_stride + c] = (sigmoid_of(l) - t) * g->scale;
    }
    g->nats[r] = nats;
  }
}

static void gaussian(const void *arguments, size_t begin, size_t end) {
  const ck_likelihood_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    float nats = 0;
    for (size_t c = 0; c < g->columns; c++) {
      float mean = sigmoid_of(g->logits[r * g->logits_stride + c]);
      float error = mean - g->target[r * g->target_stride + c];
      nats += 0.5f * g->inverse_variance * error * error + g->log_normalizer;
      if (g->gradient)
        g->gradient[r * g->gradient_stride + c] =
            error * mean * (1 - mean) * g->inverse_variance * g->scale;
    }
    g->nats[r] = nats;
  }
}

// Of the continuous Bernoulli with logit -a, a >= 0: log((1 - e⁻ᵃ) / a) and the mean.
static void half_continuous(double a, double *log_integral, double *mean) {
  bool is_small = a < 1e-4;  // two terms of the series about zero are exact there
  double rest = -expm1(-a);
  *log_integral = is_small ? a * a / 24 - a / 2 : log(rest / a);
  *mean = is_small ? 0.5 - a / 12 : 1 / a - (1 - rest) / rest;
}

static float continuous_mean_of(float logit) {
  double log_integral, mean;
  half_continuous(fabsf(logit), &log_integral, &mean);
  return (float)(logit < 0 ? mean : 1 - mean);
}

static void continuous_bernoulli(const void *arguments, size_t begin, size_t end) {
  const ck_likelihood_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    double nats = 0;
    for (size_t c = 0; c < g->columns; c++) {
      float l = g->logits[r * g->logits_stride + c], t = g->target[r * g->target_stride + c];
      double log_integral, mean;
      half_continuous(fabsf(l), &log_integral, &mean);
      nats += (l < 0 ? 0 : (double)l) - (double)l * t + log_integral;
      if (g->gradient)
        g->gradient[r * g->gradient_stride + c] =
            (float)((l < 0 ? mean : 1 - mean) - t) * g->scale;
    }
    g->nats[r] = (float)nats;
  }
}

static float clamp_log_variance(const ck_posterior_arguments *g, float log_variance) {
  return fminf(fmaxf(log_variance, g->log_variance_min), g->log_variance_max);
}

static void posterior_forward(const void *arguments, size_t begin, size_t end) {
  const ck_posterior_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    const float *mean = g->statistics + r * g->statistics_stride;
    float kl = 0;
    for (size_t c = 0; c < g->latents; c++) {
      float log_variance = clamp_log_variance(g, mean[g->latents + c]);
      kl += 0.5f * (mean[c] * mean[c] + expf(log_variance) - log_variance - 1);
      if (g->code)
        g->code[r * g->code_stride + c] =
            mean[c] + expf(0.5f * log_variance) * g->noise[r * g->noise_stride + c];
    }
    if (g->kl) g->kl[r] = kl;
  }
}

static void posterior_backward(const void *arguments, size_t begin, size_t end) {
  const ck_posterior_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    const float *mean = g->statistics + r * g->statistics_stride;
    float *gradient = g->statistics_gradient + r * g->statistics_gradient_stride;
    for (size_t c = 0; c < g->latents; c++) {
      float raw = mean[g->latents + c], log_variance = clamp_log_variance(g, raw);
      float code = g->code_gradient[r * g->code_gradient_stride + c];
      float noise = g->noise[r * g->noise_stride + c];
      gradient[c] = code + g->kl_scales[c] * mean[c];
      gradient[g->latents + c] = raw != log_variance ? 0
          : 0.5f * (code * noise * expf(0.5f * log_variance) + g->kl_scales[c] * (expf(log_variance) - 1));
    }
  }
}

static void activation_backward(const void *arguments, size_t begin, size_t end) {
  const ck_activation_arguments *g = arguments;
  for (size_t r = begin; r < end; r++)
    for (size_t c = 0; c < g->columns; c++) {
      float y = g->output[r * g->output_stride + c];
      float *d = &g->gradient[r * g->gradient_stride + c];
      switch (g->activation) {
        case ck_activation_identity: break;
        case ck_activation_relu: *d = y > 0 ? *d : 0; break;
        case ck_activation_sigmoid: *d *= y * (1 - y); break;
        case ck_activation_tanh: *d *= 1 - y * y; break;
      }
    }
}

static void column_sums(const void *arguments, size_t begin, size_t end) {
  const ck_column_sums_arguments *g = arguments;
  for (size_t c = begin; c < end; c++) g->sums[c] = g->accumulate ? g->sums[c] : 0;
  for (size_t r = 0; r < g->rows; r++)
    for (size_t c = begin; c < end; c++) g->sums[c] += g->matrix[r * g->stride + c];
}

static void scale_rows(const void *arguments, size_t begin, size_t end) {
  const ck_row_factor_arguments *g = arguments;
  for (size_t r = begin; r < end; r++)
    for (size_t c = 0; c < g->columns; c++) {
      float *at = g->output + r * g->output_stride + c;
      *at = (g->accumulate ? *at : 0) + g->factors[r] * g->input[r * g->input_stride + c];
    }
}

static void row_squares(const void *arguments, size_t begin, size_t end) {
  const ck_row_factor_arguments *g = arguments;
  for (size_t r = begin; r < end; r++) {
    double sum = 0;
    for (size_t c = 0; c < g->columns; c++)
      sum += (double)g->input[r * g->input_stride + c] * g->input[r * g->input_stride + c];
    g->output[r * g->output_stride] = (float)sum;
  }
}

#define MAP(name, f)                                                                          \
  static void name(const void *arguments, size_t begin, size_t end) {                         \
    const ck_map_arguments *g = arguments;                                                    \
    for (size_t r = begin; r < end; r++)                                                      \
      for (size_t c = 0; c < g->columns; c++)                                                 \
        g->output[r * g->output_stride + c] = f(g->input[r * g->input_stride + c]);           \
  }
MAP(map_sigmoid, sigmoid_of)
MAP(map_continuous_mean, continuous_mean_of)
MAP(map_exp, expf)
MAP(map_log1p_unit, log1pf)
#undef MAP

static void philox(const ck_random_arguments *g, size_t block, uint32_t word[4]) {
  word[0] = (uint32_t)block;
  word[1] = (uint32_t)g->step;
  word[2] = (uint32_t)(g->step >> 32);
  word[3] = g->stream;
  uint32_t key[2] = {(uint32_t)g->seed, (uint32_t)(g->seed >> 32)};
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)word[0] * 0xD2511F53u, p2 = (uint64_t)word[2] * 0xCD9E8D57u;
    word[0] = (uint32_t)(p2 >> 32) ^ word[1] ^ key[0];
    word[1] = (uint32_t)p2;
    word[2] = (uint32_t)(p0 >> 32) ^ word[3] ^ key[1];
    word[3] = (uint32_t)p0;
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
}

static float unit(uint32_t word) { return (float)(word >> 8) * 0x1p-24f; }

static void uniforms(const void *arguments, size_t begin, size_t end) {
  const ck_random_arguments *g = arguments;
  for (size_t i = begin; i < end; i += 4) {
    uint32_t word[4];
    philox(g, (g->first + i) / 4, word);
    for (size_t w = 0; w < 4 && i + w < end; w++) g->output[i + w] = unit(word[w]);
  }
}

static void normals(const void *arguments, size_t begin, size_t end) {
  const ck_random_arguments *g = arguments;
  for (size_t i = begin; i < end; i += 4) {
    uint32_t word[4];
    philox(g, (g->first + i) / 4, word);
    for (size_t w = 0; w < 4 && i + w < end; w++) {
      size_t pair = w & ~(size_t)1;
      float radius = sqrtf(-2 * logf(unit(word[pair]) + 0x1p-24f));
      float angle = 6.28318531f * unit(word[pair + 1]);
      g->output[i + w] = radius * (w == pair ? cosf(angle) : sinf(angle));
    }
  }
}

static void add_noise(const void *arguments, size_t begin, size_t end) {
  const ck_noise_arguments *g = arguments;
  for (size_t i = begin; i < end; i++)
    g->output[i] = fminf(fmaxf(g->input[i] + g->amount * g->noise[i], 0), 1);
}

static void binarize(const void *arguments, size_t begin, size_t end) {
  const ck_noise_arguments *g = arguments;
  for (size_t i = begin; i < end; i++) g->output[i] = g->noise[i] < g->input[i] ? 1 : 0;
}

static void replace_pixels(const void *arguments, size_t begin, size_t end) {
  const ck_noise_arguments *g = arguments;
  for (size_t i = begin; i < end; i++)
    g->output[i] = g->noise[i] < g->amount ? 0 : g->noise[i] < g->white ? 1 : g->input[i];
}

static void sgd(const void *arguments, size_t begin, size_t end) {
  const ck_optimizer_arguments *g = arguments;
  for (size_t i = begin; i < end; i++) {
    float step = -g->rate * g->gradients[i];
    if (g->first) {
      float velocity = g->first[i] = g->momentum * g->first[i] + step;
      step = g->nesterov ? g->momentum * velocity + step : velocity;
    }
    g->parameters[i] += step;
  }
}

static void rmsprop(const void *arguments, size_t begin, size_t end) {
  const ck_optimizer_arguments *g = arguments;
  for (size_t i = begin; i < end; i++) {
    float d = g->gradients[i];
    float square = g->second[i] = g->decay * g->second[i] + (1 - g->decay) * d * d;
    if (g->first) {
      float mean = g->first[i] = g->decay * g->first[i] + (1 - g->decay) * d;
      square = fmaxf(square - mean * mean, 0);
    }
    g->parameters[i] -=
        g->rate * d / (g->epsilon_under_root ? sqrtf(square + g->epsilon) : sqrtf(square) + g->epsilon);
  }
}

static void adam(const void *arguments, size_t begin, size_t end) {
  const ck_optimizer_arguments *g = arguments;
  for (size_t i = begin; i < end; i++) {
    float d = g->gradients[i];
    float mean = g->first[i] = g->momentum * g->first[i] + (1 - g->momentum) * d;
    float square = g->second[i] = g->decay * g->second[i] + (1 - g->decay) * d * d;
    g->parameters[i] =
        g->shrink * g->parameters[i] - g->rate * mean / (sqrtf(square) * g->second_scale + g->epsilon);
  }
}

static void adadelta(const void *arguments, size_t begin, size_t end) {
  const ck_optimizer_arguments *g = arguments;
  for (size_t i = begin; i < end; i++) {
    float d = g->gradients[i];
    float square = g->first[i] = g->decay * g->first[i] + (1 - g->decay) * d * d;
    float step = d * sqrtf(g->second[i] + g->epsilon) / sqrtf(square + g->epsilon);
    g->second[i] = g->decay * g->second[i] + (1 - g->decay) * step * step;
    g->parameters[i] -= g->rate * step;
  }
}

enum { peak_rounds = 16000 };

static void peak(const void *arguments, size_t begin, size_t end) {
  const ck_peak_arguments *g = arguments;
  volatile float factor = 0.999f;
  float sums[tile_columns] = {0}, f = factor;
  for (size_t n = begin; n < end; n++)
    for (int round = 0; round < peak_rounds; round++)
      for (int i = 0; i < tile_columns; i++) sums[i] = sums[i] * f + 0.001f;
  for (int i = 1; i < tile_columns; i++) sums[0] += sums[i];
  g->output[begin] = sums[0];
}

const ck_kernels ck_kernels_portable = {
    .name = "portable", .tile_rows = 1, .tile_columns = tile_columns, .gemm = gemm,
    .correlate = correlate, .correlate_transposed = correlate_transposed,
    .taps_gradient = taps_gradient, .taps_tiles = taps_tiles,
    .max_pool = max_pool, .max_pool_backward = max_pool_backward, .upsample = upsample,
    .upsample_backward = upsample_backward, .expand_pixels = expand_pixels,
    .bernoulli = bernoulli, .gaussian = gaussian, .continuous_bernoulli = continuous_bernoulli,
    .continuous_mean = map_continuous_mean,
    .posterior_forward = posterior_forward, .posterior_backward = posterior_backward,
    .activation_backward = activation_backward, .column_sums = column_sums,
    .scale_rows = scale_rows, .row_squares = row_squares,
    .sigmoid = map_sigmoid, .exp = map_exp, .log1p_unit = map_log1p_unit,
    .uniforms = uniforms, .normals = normals,
    .add_noise = add_noise, .binarize = binarize, .replace_pixels = replace_pixels, .sgd = sgd, .rmsprop = rmsprop, .adam = adam,
    .adadelta = adadelta,
    .peak = peak, .peak_operations = 2 * tile_columns * peak_rounds,
};
