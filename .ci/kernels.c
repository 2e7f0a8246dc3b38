// Holds every table of kernels that this processor can run against the portable one, at sizes that fit
// no tile or vector. Built and run by .ci/neon under an emulator; the Swift tests do more, natively.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

static const ck_kernels *oracle, *tested;
static int failures, comparisons;
static uint32_t state = 1;

static float noise(void) {
  state = state * 1664525u + 1013904223u;
  return (float)(state >> 8) * 0x1p-23f - 1;
}

static float *randoms(size_t count) {
  float *floats = ck_floats_create(count);
  for (size_t i = 0; i < count; i++) floats[i] = noise();
  return floats;
}

static float *copy(const float *from, size_t count) {
  float *floats = ck_floats_create(count);
  memcpy(floats, from, count * sizeof *floats);
  return floats;
}

static void compare(const char *what, const float *found, const float *expected, size_t count,
                    double tolerance) {
  double worst = 0;
  for (size_t i = 0; i < count; i++) {
    double difference = fabs((double)found[i] - expected[i]) / fmax(1, fabs(expected[i]));
    if (!(difference <= worst)) worst = difference;
  }
  comparisons++;
  if (worst <= tolerance) return;
  failures++;
  printf("FAIL  %s %s: off by %g\n", tested->name, what, worst);
}

static void products(void) {
  const size_t sizes[][3] = {{1, 1, 1}, {3, 5, 7}, {13, 9, 31}, {29, 33, 17}, {4, 100, 70}, {26, 2, 40}};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
    for (int form = 0; form < 3; form++) {
      size_t m = sizes[s][0], n = sizes[s][1], k = sizes[s][2];
      float *a = randoms(m * k), *b = randoms(k * n), *bias = randoms(n), *panel = randoms(64 * k);
      float *c = randoms(m * n), *d = copy(c, m * n);
      ck_gemm_arguments g = {m, n, k, a, form == 2 ? m : k, form == 2, b, form == 1 ? k : n,
                             form == 1, c, n, bias, ck_activation_relu, form == 0};
      tested->gemm(&g, (ck_gemm_block){0, m, 0, n}, panel);
      g.c = d;
      oracle->gemm(&g, (ck_gemm_block){0, m, 0, n}, panel);
      compare("gemm", c, d, m * n, 1e-6 * (double)k);
    }
}

// Sums over lists of terms, zeros of either factor left out, are those over all terms, to the bit.
static void listed_products(void) {
  const size_t sizes[][3] = {{9, 131, 171}, {33, 65, 100}, {130, 70, 203}, {64, 784, 32}};
  ck_team *team = ck_team_create(1);
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
    for (int form = 0; form < 4; form++) {
      size_t m = sizes[s][0], n = sizes[s][1], k = sizes[s][2];
      bool packs = form == 0, is_transposed = form >= 2, of_b = form == 3;
      float *a = randoms(m * k), *b = randoms(k * n), *c = randoms(m * n), *d = copy(c, m * n);
      for (size_t i = 0; i < (of_b ? k * n : m * k); i++)
        if (noise() < 0.7f) (of_b ? b : a)[i] = 0;
      ck_gemm_arguments g = {m, n, k, a, is_transposed ? m : k, is_transposed, b, packs ? k : n, packs,
                             c, n, NULL, ck_activation_identity, true, !of_b, of_b};
      ck_gemm(team, tested, &g);
      g.c = d, g.a_has_zeros = g.b_has_zeros = false;
      ck_gemm(team, tested, &g);
      compare("listed product", c, d, m * n, 0);
    }
  ck_team_destroy(team);
}

static void images(void) {
  const size_t sizes[][5] = {{7, 3, 5, 3, 1}, {28, 1, 32, 3, 1}, {28, 16, 1, 3, 1}, {9, 4, 2, 2, 2}, {6, 33, 8, 1, 1}};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    size_t size = sizes[s][0], in = sizes[s][1], out = sizes[s][2], kernel = sizes[s][3];
    size_t stride = sizes[s][4], side = (size - kernel) / stride + 1, count = 3;
    size_t taps = kernel * kernel * in * out, pixels = side * side * out;
    float *source = randoms(count * size * size * in), *weights = randoms(taps), *bias = randoms(out);
    float *c = randoms(count * pixels), *d = randoms(count * pixels);
    ck_correlation_arguments f = {
        .source = source, .source_stride = size * size * in, .source_width = size, .channels = in,
        .taps = weights, .kernel = kernel, .stride = stride,
        .bias = bias, .activation = ck_activation_tanh, .output = c, .output_stride = pixels,
        .output_height = side, .output_width = side, .output_channels = out};
    tested->correlate(&f, 0, count);
    f.output = d;
    oracle->correlate(&f, 0, count);
    compare("correlate", c, d, count * pixels, 1e-5);
    for (int last = 0; last < 2; last++) {
      float *t = randoms(2 * taps), *u = randoms(2 * taps), *v = randoms(2 * out), *w = randoms(2 * out);
      ck_taps_arguments g = {
          .images = count, .images_per_group = 2, .source = source, .source_stride = size * size * in,
          .source_width = size, .channels = in, .output_gradient = d, .output_stride = pixels,
          .output_height = side, .output_width = side, .output_channels = out,
          .kernel = kernel, .stride = stride, .taps_gradient = t,
          .taps_stride = taps, .outputs_last = last, .summed = d, .summed_stride = pixels,
          .summed_pixels = side * side, .summed_channels = out, .channel_sums = v, .sums_stride = out};
      tested->taps_gradient(&g, 0, 2 * (tested->taps_tiles(&g) + 1));
      g.taps_gradient = u, g.channel_sums = w;
      oracle->taps_gradient(&g, 0, 2 * (oracle->taps_tiles(&g) + 1));
      compare("taps", t, u, 2 * taps, 1e-4);
      compare("channel sums", v, w, 2 * out, 1e-4);
    }
  }
}

static void transposed_images(void) {
  const size_t sizes[][5] = {{7, 32, 8, 4, 2}, {14, 16, 1, 4, 2}, {5, 3, 33, 3, 2}, {6, 8, 2, 5, 3}, {9, 5, 4, 3, 1}};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    size_t in = sizes[s][1], out = sizes[s][2], kernel = sizes[s][3], stride = sizes[s][4], count = 2;
    size_t top = (kernel - 1) / 2, size = sizes[s][0] * stride, pixels = size * size * out;
    size_t side = (kernel - 1) / stride + (size - 1 + top) / stride + 1;
    ck_correlation_arguments g = {
        .source = randoms(count * side * side * in), .source_stride = side * side * in, .source_width = side,
        .channels = in, .kernel = kernel, .stride = stride, .top = top, .left = top, .bias = randoms(out),
        .activation = ck_activation_relu, .output_stride = pixels, .output_height = size, .output_width = size,
        .output_channels = out};
    g.taps = randoms(stride * stride * ck_phase_taps(&g));
    float *c = g.output = randoms(count * pixels), *d = randoms(count * pixels);
    tested->correlate_transposed(&g, 0, count);
    g.output = d;
    oracle->correlate_transposed(&g, 0, count);
    compare("transposed correlation", c, d, count * pixels, 1e-4);
  }
}

static void scaling(void) {
  const size_t sizes[][3] = {{7, 8, 2}, {28, 16, 2}, {5, 3, 3}, {4, 33, 2}};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    size_t size = sizes[s][0], channels = sizes[s][1], factor = sizes[s][2], count = 2;
    size_t small = (size + factor - 1) / factor, in = size * size * channels;
    size_t out = small * small * channels, large = in * factor * factor;
    size_t offset = (small * factor - size) / 2;
    float *input = randoms(count * in), *gradient = randoms(count * large);
    float *c = randoms(count * large), *d = copy(c, count * large);
    float *e = randoms(count * in), *f = copy(e, count * in);
    ck_scaling_arguments g = {
        .input = input, .output = c, .output_gradient = gradient, .input_gradient = e,
        .input_stride = in, .output_stride = out, .output_gradient_stride = out,
        .input_gradient_stride = in, .input_height = size, .input_width = size,
        .output_height = small, .output_width = small, .channels = channels, .factor = factor,
        .offset_y = offset, .offset_x = offset};
    tested->max_pool(&g, 0, count);
    tested->max_pool_backward(&g, 0, count);
    g.output = d, g.input_gradient = f;
    oracle->max_pool(&g, 0, count);
    oracle->max_pool_backward(&g, 0, count);
    compare("max pool", c, d, count * out, 0);
    compare("max pool backward", e, f, count * in, 0);
    g.input_gradient = e;
    g.output_stride = g.output_gradient_stride = large;
    g.output_height = g.output_width = size * factor;
    float *p = randoms(count * large), *q = randoms(count * large);
    g.output = p;
    tested->upsample(&g, 0, count);
    tested->upsample_backward(&g, 0, count);
    g.output = q, g.input_gradient = f;
    oracle->upsample(&g, 0, count);
    oracle->upsample_backward(&g, 0, count);
    compare("upsample", p, q, count * large, 0);
    compare("upsample backward", e, f, count * in, 1e-6);
  }
}

static void rows(void) {
  enum { height = 5, width = 37, count = height * width };
  float *logits = randoms(count), *target = randoms(count), *n1 = randoms(height), *n2 = randoms(height);
  float *g1 = randoms(count), *g2 = randoms(count);
  for (int i = 0; i < count; i++) logits[i] *= 8, target[i] = fabsf(target[i]);
  ck_likelihood_arguments l = {.logits = logits, .target = target, .gradient = g1, .nats = n1,
      .columns = width, .logits_stride = width, .target_stride = width, .gradient_stride = width,
      .scale = 0.5f, .inverse_variance = 4, .log_normalizer = 0.3f};
  ck_range_kernel *likelihoods[][2] = {{tested->bernoulli, oracle->bernoulli}, {tested->gaussian, oracle->gaussian}, {tested->continuous_bernoulli, oracle->continuous_bernoulli}};
  for (int i = 0; i < 3; i++) {
    l.gradient = g1, l.nats = n1;
    likelihoods[i][0](&l, 0, height);
    l.gradient = g2, l.nats = n2;
    likelihoods[i][1](&l, 0, height);
    compare("nats", n1, n2, height, 1e-5);
    compare("nats' gradient", g1, g2, count, 1e-5);
  }
  ck_map_arguments m = {logits, g1, width, width, width};
  ck_range_kernel *maps[][2] = {{tested->sigmoid, oracle->sigmoid}, {tested->exp, oracle->exp}, {tested->continuous_mean, oracle->continuous_mean}};
  for (int i = 0; i < 3; i++) {
    m.output = g1, maps[i][0](&m, 0, height);
    m.output = g2, maps[i][1](&m, 0, height);
    compare("map", g1, g2, count, 1e-6);
  }
  ck_random_arguments r = {.seed = 7, .step = 9, .stream = 2, .first = 64, .output = g1};
  ck_range_kernel *draws[][2] = {{tested->uniforms, oracle->uniforms}, {tested->normals, oracle->normals}};
  for (int i = 0; i < 2; i++) {
    r.output = g1, draws[i][0](&r, 0, count);
    r.output = g2, draws[i][1](&r, 0, count);
    compare("random", g1, g2, count, i ? 1e-5 : 0);
  }
  ck_noise_arguments z = {target, g1, n1, 0.2f, 0.5f};
  float *z1 = randoms(count), *z2 = randoms(count);
  z.output = z1, tested->add_noise(&z, 0, count);
  z.output = z2, oracle->add_noise(&z, 0, count);
  compare("add noise", z1, z2, count, 1e-6);
  z.output = z1, tested->binarize(&z, 0, count);
  z.output = z2, oracle->binarize(&z, 0, count);
  compare("binarize", z1, z2, count, 0);
  z.output = z1, tested->replace_pixels(&z, 0, count);
  z.output = z2, oracle->replace_pixels(&z, 0, count);
  compare("replace pixels", z1, z2, count, 0);
  ck_column_sums_arguments c = {logits, z1, height, width, false};
  tested->column_sums(&c, 0, width);
  c.sums = z2, oracle->column_sums(&c, 0, width);
  compare("column sums", z1, z2, width, 1e-5);
  ck_row_factor_arguments f = {logits, target, z1, width, width, width, true};
  tested->scale_rows(&f, 0, height);
  f.output = z2, oracle->scale_rows(&f, 0, height);
  compare("scaled rows", z1, z2, count, 1e-6);
  f.output_stride = 1;
  f.output = z1, tested->row_squares(&f, 0, height);
  f.output = z2, oracle->row_squares(&f, 0, height);
  compare("row squares", z1, z2, height, 1e-5);
}

static void optimizers(void) {
  enum { count = 101 };
  float *gradients = randoms(count), *first = randoms(count), *second = randoms(count);
  float *parameters = randoms(count);
  for (int i = 0; i < count; i++) second[i] = fabsf(second[i]);
  ck_range_kernel *steps[][2] = {{tested->sgd, oracle->sgd}, {tested->adam, oracle->adam}, {tested->rmsprop, oracle->rmsprop}, {tested->adadelta, oracle->adadelta}};
  for (int i = 0; i < 4; i++) {
    float *result[2];
    for (int t = 0; t < 2; t++) {
      result[t] = copy(parameters, count);
      ck_optimizer_arguments o = {result[t], gradients,
          i == 2 ? NULL : copy(i == 3 ? second : first, count), copy(second, count), 0.1f, 0.9f, 0.99f,
          1e-7f, 1.1f, 0.99f, i == 0, false};
      steps[i][t](&o, 0, count);
    }
    compare("optimizer", result[0], result[1], count, 1e-5);
  }
}

int main(void) {
  oracle = ck_kernels_named("portable");
  for (size_t i = 0; i < ck_kernels_count(); i++) {
    tested = ck_kernels_named(ck_kernels_name(i));
    if (!tested || tested == oracle || tested->rounds_factors) continue;
    int before = comparisons;
    products();
    listed_products();
    images();
    transposed_images();
    scaling();
    rows();
    optimizers();
    printf("%s: %d comparisons with the portable kernels\n", tested->name, comparisons - before);
  }
  if (comparisons == 0) puts("FAIL  nothing to compare");
  return failures > 0 || comparisons == 0;
}
