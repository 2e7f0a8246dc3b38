// The compute kernels of latentwalk: a thread team, and one table of kernels per instruction set.
//
// Every kernel computes whole outputs: no two threads share a sum, so a result never depends on how
// the work was split. Every symbol starts with ck_. Swift calls these through the files Unsafe*.swift alone.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// MARK: - Memory

/// Bytes past the end of every buffer that a kernel may read (never write): the widest tile's columns.
#define CK_READABLE_PADDING 256

/// Returns `count` zeroed floats on a 64-byte boundary, readable CK_READABLE_PADDING bytes past the
/// end, or NULL when memory is short. Free with ck_floats_free.
float *_Nullable ck_floats_create(size_t count);
void ck_floats_free(float *_Nullable floats);

// MARK: - Thread team

/// A fixed set of threads that spin briefly, then sleep, waiting for work.
typedef struct ck_team ck_team;

/// Runs items `begin..<end` of some work; `scratch` belongs to the calling thread.
typedef void ck_task(const void *context, size_t begin, size_t end, float *_Nullable scratch);

/// Returns a team of `threads` (the caller is one of them), or NULL when it cannot be started.
ck_team *_Nullable ck_team_create(size_t threads);
void ck_team_destroy(ck_team *_Nullable team);
size_t ck_team_threads(const ck_team *team);

/// Splits `0..<count` into pieces of `grain` and returns when every piece has run. One caller at a time.
void ck_team_run(ck_team *team, ck_task *task, const void *context, size_t count, size_t grain);

/// Gives every thread `floats` of scratch memory; returns false when memory is short.
bool ck_team_reserve_scratch(ck_team *team, size_t floats);

/// Returns `floats` of memory for what one task leaves for the next, or NULL when memory is short. It
/// is the team's, and the same at every call.
float *_Nullable ck_team_shared_memory(ck_team *team, size_t floats);

// MARK: - Matrix product

typedef enum ck_activation {
  ck_activation_identity,
  ck_activation_relu,
  ck_activation_sigmoid,
  ck_activation_tanh,
} ck_activation;

/// c[m, n] = activation(a[m, k] · b[k, n] + bias[n]), row-major; `accumulate` adds to c instead of
/// replacing it. Of factors it may be said that many of their elements may be zero: terms that add
/// nothing are left out where that pays, and with finite factors c comes out with the same bits.
typedef struct ck_gemm_arguments {
  size_t m, n, k;
  const float *a;
  size_t a_stride;
  bool a_transposed;  // a is stored [k, m]
  const float *b;
  size_t b_stride;
  bool b_transposed;  // b is stored [n, k]
  float *c;
  size_t c_stride;
  const float *_Nullable bias;
  ck_activation activation;
  bool accumulate;
  bool a_has_zeros, b_has_zeros;
} ck_gemm_arguments;

/// The part of c that one task computes.
typedef struct ck_gemm_block {
  size_t row_begin, row_end, column_begin, column_end;
} ck_gemm_block;

typedef enum ck_factor { ck_factor_none, ck_factor_a, ck_factor_b } ck_factor;

/// Terms past the end of a list that may be written.
#define CK_LIST_PADDING 8

/// For groups of rows of a factor that has zeros (of a, or of the transpose of b): the terms of the
/// sum, in ascending order, in which a group is not all zero.
typedef struct ck_term_lists {
  const ck_gemm_arguments *product;
  ck_factor listed;
  uint16_t *terms;  // those of group g from g · room on
  uint32_t *counts;
  size_t room;
} ck_term_lists;

// MARK: - Convolution
//
// Images stand channels last: [height, width, channels]. A source is padded: every tap of every
// output lies inside it. What padding, flipping and reordering need is one copy between strides.

/// Copies extents[0] x … x extents[3] floats between two places with strides of their own, or adds
/// them where `accumulate`.
typedef struct ck_copy_arguments {
  const float *from;
  float *to;
  size_t extents[4];
  ptrdiff_t from_strides[4], to_strides[4];
  bool accumulate;
} ck_copy_arguments;

/// Items of the first extent.
void ck_copy(const void *arguments, size_t begin, size_t end);

/// Images: output[y, x, o] = activation(bias[o] + Σ taps[ky, kx, i, o] · source[y · stride + ky,
/// x · stride + kx, i]). `fill`, where given, first copies item i into the source of image i.
///
/// Or the transpose, from the images of such outputs to those of its sources, which are `top` and `left` pixels
/// in: output[y, x, o] sums over the taps with y + top = sy · stride + ky. Only one tap in `stride` x `stride`
/// meets a pixel, so outputs of different remainders (phases) have kernels of their own: ck_phase_taps floats
/// for each phase, [ky, kx, i, o] in the order of the source, which has (kernel - 1) / stride pixels of zeros
/// before it.
typedef struct ck_correlation_arguments {
  const ck_copy_arguments *_Nullable fill;
  const float *source;
  size_t source_stride, source_width, channels;
  const float *taps;
  size_t kernel, stride;
  size_t top, left;  // of a transpose
  const float *_Nullable bias;
  ck_activation activation;
  float *output;
  size_t output_stride, output_height, output_width, output_channels;
} ck_correlation_arguments;

/// In one direction: how many taps the outputs of a phase have, and the first one's place in the padded source.
typedef struct ck_phase {
  size_t taps, first;
} ck_phase;

static inline ck_phase ck_phase_of(const ck_correlation_arguments *g, size_t phase, size_t before) {
  size_t place = phase + before, tap = place % g->stride;
  size_t taps = tap < g->kernel ? (g->kernel - 1 - tap) / g->stride + 1 : 0;
  return (ck_phase){taps, (g->kernel - 1) / g->stride + 1 + place / g->stride - taps};
}

/// Floats of the taps of each phase.
static inline size_t ck_phase_taps(const ck_correlation_arguments *g) {
  size_t most = (g->kernel - 1) / g->stride + 1;
  return most * most * g->channels * g->output_channels;
}

/// The gradient of a correlation's taps over groups of images, given the output's, and the sums of
/// each channel of `summed` over images and pixels, which are a bias's gradient: one row of each for
/// each group. `outputs_last` says how taps stand: [ky, kx, i, o], or [o, ky, kx, i].
typedef struct ck_taps_arguments {
  size_t images, images_per_group;
  const float *source;
  size_t source_stride, source_width, channels;
  const float *output_gradient;
  size_t output_stride, output_height, output_width, output_channels;
  size_t kernel, stride;
  float *taps_gradient;
  size_t taps_stride;
  bool outputs_last;
  const float *summed;
  size_t summed_stride, summed_pixels, summed_channels;
  float *channel_sums;
  size_t sums_stride;
} ck_taps_arguments;

/// Images, pooled or enlarged `factor` times in each direction. Where a window of a maximum does not
/// fit, `offset_y` rows and `offset_x` columns of the first one lie outside, the rest of what is
/// missing after the last.
typedef struct ck_scaling_arguments {
  const float *input;
  float *output;
  const float *_Nullable output_gradient;
  float *_Nullable input_gradient;
  size_t input_stride, output_stride, output_gradient_stride, input_gradient_stride;
  size_t input_height, input_width, output_height, output_width, channels, factor;
  size_t offset_y, offset_x;
} ck_scaling_arguments;

// MARK: - Row-wise and element-wise work
//
// A ck_range_kernel runs over rows or over elements `begin..<end`, as its arguments say.

typedef void ck_range_kernel(const void *arguments, size_t begin, size_t end);

/// Rows: output[r, c] = pixels[indices[r], c] / 255, exactly rounded.
typedef struct ck_expand_arguments {
  const uint8_t *pixels;
  const uint32_t *indices;
  float *output;
  size_t columns, output_stride;
} ck_expand_arguments;

/// Rows: nats[r] = -log p(target | logits), and its gradient times `scale` where `gradient` is given.
typedef struct ck_likelihood_arguments {
  const float *logits;
  const float *target;
  float *_Nullable gradient;
  float *nats;
  size_t columns, logits_stride, target_stride, gradient_stride;
  float scale;
  float inverse_variance, log_normalizer;  // Gaussian only: 1/σ², and log √(2πσ²) of one pixel
} ck_likelihood_arguments;

/// Rows of a diagonal Gaussian posterior. `statistics` is [mean | log-variance], each `latents` wide.
/// Forward: code = mean + exp(log-variance / 2) · noise, and kl[r] = KL(posterior || N(0, I)) in nats.
/// Backward: turns d(loss)/d(code) and the weights of the KL terms into d(loss)/d(statistics).
typedef struct ck_posterior_arguments {
  const float *statistics;
  const float *noise;
  float *_Nullable code;
  float *_Nullable kl;
  const float *_Nullable code_gradient;
  float *_Nullable statistics_gradient;
  size_t latents, statistics_stride, noise_stride, code_stride, code_gradient_stride,
      statistics_gradient_stride;
  const float *_Nullable kl_scales;  // the weight of each latent's KL
  float log_variance_min, log_variance_max;
} ck_posterior_arguments;

/// Rows: gradient[r, c] *= activation'(·), read off the activation's output.
typedef struct ck_activation_arguments {
  const float *output;
  float *gradient;
  size_t columns, output_stride, gradient_stride;
  ck_activation activation;
} ck_activation_arguments;

/// Rows: output[r, c] = factors[r] · input[r, c], added to what is there where `accumulate`; or
/// output[r] = Σ_c input[r, c]².
typedef struct ck_row_factor_arguments {
  const float *input;
  const float *_Nullable factors;
  float *output;
  size_t columns, input_stride, output_stride;
  bool accumulate;
} ck_row_factor_arguments;

/// Columns: sums[c] = Σ_r matrix[r, c], or sums[c] plus that where `accumulate`.
typedef struct ck_column_sums_arguments {
  const float *matrix;
  float *sums;
  size_t rows, stride;
  bool accumulate;
} ck_column_sums_arguments;

/// Rows: output[r, c] = f(input[r, c]).
typedef struct ck_map_arguments {
  const float *input;
  float *output;
  size_t columns, input_stride, output_stride;
} ck_map_arguments;

/// Elements of a random sequence from `first` on: output[e] is word w % 4 of Philox4x32-10 at counter
/// {w / 4, step, stream} and key `seed`, w = first + e. `begin` and `first` must be multiples of 4.
typedef struct ck_random_arguments {
  uint64_t seed, step;
  uint32_t stream;
  size_t first;
  float *output;
} ck_random_arguments;

/// Elements: output[e] = clamp(input[e] + amount · noise[e], 0, 1); or 1 where noise[e] < input[e] and
/// else 0; or 0 where noise[e] < amount, 1 where it is below white, and else input[e].
typedef struct ck_noise_arguments {
  const float *input;
  const float *noise;
  float *output;
  float amount;
  float white;  // replace_pixels only
} ck_noise_arguments;

/// Elements of the flat parameter buffer, and what the rule remembers of past gradients:
///            first                  second          momentum   decay
///   SGD      velocity               -               momentum   -
///   Adam     mean                   mean square     beta 1     beta 2
///   Adadelta mean square            mean sq. step   -          rho
///   RMSprop  mean, where centered   mean square     -          rho
typedef struct ck_optimizer_arguments {
  float *parameters;
  const float *gradients;
  float *_Nullable first;
  float *_Nullable second;
  float rate, momentum, decay, epsilon;
  float second_scale;      // Adam: multiplies √second before epsilon is added
  float shrink;            // Adam: multiplies the parameters before the step
  bool nesterov;           // SGD
  bool epsilon_under_root; // RMSprop
} ck_optimizer_arguments;

/// Iterations of a loop that does nothing but fused multiply-adds, to find what the processor can do.
typedef struct ck_peak_arguments {
  float *output;  // one vector for each thread, so that the work is not removed
} ck_peak_arguments;

// MARK: - Kernel tables

typedef struct ck_kernels {
  const char *name;
  size_t tile_rows, tile_columns;

  /// Computes one block of a matrix product; `panel` holds tile_columns · k floats.
  void (*gemm)(const ck_gemm_arguments *, ck_gemm_block, float *panel);

  /// Rows that share a list of terms, and the columns of the widest panel; the functions below are NULL
  /// where a table computes every term.
  size_t listed_rows, listed_columns;
  /// The factor that has as many zeros as make lists worth their while, going by a few samples.
  ck_factor (*_Nullable listed_factor)(const ck_gemm_arguments *);
  /// Makes lists; of `list_items` items, each is one or more groups.
  ck_range_kernel *_Nullable list_terms;
  size_t (*_Nullable list_items)(const ck_gemm_arguments *, ck_factor);
  /// Computes one block by its lists; its first row is the first of a group.
  void (*_Nullable gemm_listed)(const ck_term_lists *, ck_gemm_block, float *panel);

  ck_range_kernel *correlate;
  ck_range_kernel *correlate_transposed;
  /// Items are, group after group, tiles of the taps, `taps_tiles` of them, and one for the sums.
  ck_range_kernel *taps_gradient;
  size_t (*taps_tiles)(const ck_taps_arguments *);
  ck_range_kernel *max_pool;
  ck_range_kernel *max_pool_backward;
  ck_range_kernel *upsample;
  ck_range_kernel *upsample_backward;

  ck_range_kernel *expand_pixels;
  ck_range_kernel *bernoulli;
  ck_range_kernel *gaussian;
  ck_range_kernel *continuous_bernoulli;
  ck_range_kernel *posterior_forward;
  ck_range_kernel *posterior_backward;
  ck_range_kernel *activation_backward;
  ck_range_kernel *column_sums;
  ck_range_kernel *scale_rows;
  ck_range_kernel *row_squares;
  ck_range_kernel *sigmoid;
  ck_range_kernel *continuous_mean;  // the mean of a continuous Bernoulli of this logit
  ck_range_kernel *exp;
  ck_range_kernel *log1p_unit;  // log(1 + x) for x in [0, 1]
  ck_range_kernel *uniforms;    // in [0, 1)
  ck_range_kernel *normals;     // Box-Muller over pairs of words
  ck_range_kernel *add_noise;
  ck_range_kernel *binarize;
  ck_range_kernel *replace_pixels;
  ck_range_kernel *sgd;
  ck_range_kernel *rmsprop;
  ck_range_kernel *adam;
  ck_range_kernel *adadelta;

  /// Runs `end - begin` times peak_operations floating-point operations.
  ck_range_kernel *peak;
  size_t peak_operations;
} ck_kernels;

/// The fastest table that this processor can run.
const ck_kernels *ck_kernels_best(void);

/// The table called `name`, or NULL when this build has none or this processor cannot run it.
const ck_kernels *_Nullable ck_kernels_named(const char *name);

/// The number of tables in this build, and each one's name, fastest first.
size_t ck_kernels_count(void);
const char *ck_kernels_name(size_t index);

/// Runs `kernel` over `0..<count` on the team, in pieces of `grain`.
void ck_run(ck_team *team, ck_range_kernel *kernel, const void *arguments, size_t count, size_t grain);

/// Runs a matrix product on the team. Returns false when scratch memory could not be had.
bool ck_gemm(ck_team *team, const ck_kernels *kernels, const ck_gemm_arguments *arguments);

#pragma clang assume_nonnull end

#endif
