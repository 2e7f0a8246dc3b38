// Random numbers and the noise and black-and-white pixels made of them.

#include "simd_math.h"

// Philox4x32-10 (Salmon et al. 2011), LANES counters at once: block, step (two words), stream.
INLINE void philox(const ck_random_arguments *g, size_t block, uvec word[4]) {
  uvec lane;
  for (int i = 0; i < LANES; i++) lane[i] = i;
  word[0] = lane + (uvec)(uint32_t)block;
  word[1] = (uvec)(uint32_t)g->step;
  word[2] = (uvec)(uint32_t)(g->step >> 32);
  word[3] = (uvec)g->stream;
  uint32_t key[2] = {(uint32_t)g->seed, (uint32_t)(g->seed >> 32)};
  for (int round = 0; round < 10; round++) {
    wide p0 = __builtin_convertvector(word[0], wide) * (wide)0xD2511F53u;
    wide p2 = __builtin_convertvector(word[2], wide) * (wide)0xCD9E8D57u;
    word[0] = __builtin_convertvector(p2 >> 32, uvec) ^ word[1] ^ (uvec)key[0];
    word[1] = __builtin_convertvector(p2, uvec);
    word[2] = __builtin_convertvector(p0 >> 32, uvec) ^ word[3] ^ (uvec)key[1];
    word[3] = __builtin_convertvector(p0, uvec);
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
}

// Writes word w of block b at output[4 b + w].
INLINE void store_words(float *output, const vec word[4], size_t count) {
  float interleaved[4 * LANES];
  for (int i = 0; i < LANES; i++)
    for (int w = 0; w < 4; w++) interleaved[4 * i + w] = word[w][i];
  memcpy(output, interleaved, count * sizeof(float));
}

INLINE size_t words_left(size_t i, size_t end) { return end - i < 4 * LANES ? end - i : 4 * LANES; }

// 24 random bits as a fraction in [0, 1).
INLINE vec unit(uvec word) { return __builtin_convertvector(word >> 8, vec) * splat(0x1p-24f); }

static void uniforms(const void *arguments, size_t begin, size_t end) {
  const ck_random_arguments *g = arguments;
  for (size_t i = begin; i < end; i += 4 * LANES) {
    uvec word[4];
    philox(g, (g->first + i) / 4, word);
    vec output[4] = {unit(word[0]), unit(word[1]), unit(word[2]), unit(word[3])};
    store_words(g->output + i, output, words_left(i, end));
  }
}

static void normals(const void *arguments, size_t begin, size_t end) {
  const ck_random_arguments *g = arguments;
  for (size_t i = begin; i < end; i += 4 * LANES) {
    uvec word[4];
    philox(g, (g->first + i) / 4, word);
    vec output[4];
    for (int pair = 0; pair < 4; pair += 2) {
      vec radius = square_root(splat(-2) * vec_log(unit(word[pair]) + splat(0x1p-24f)));
      vec cosine, sine;
      vec_cos_sin_turns(unit(word[pair + 1]), &cosine, &sine);
      output[pair] = radius * cosine;
      output[pair + 1] = radius * sine;
    }
    store_words(g->output + i, output, words_left(i, end));
  }
}

static void add_noise(const void *arguments, size_t begin, size_t end) {
  const ck_noise_arguments *g = arguments;
  for (size_t i = begin; i < end; i += LANES) {
    vec noisy = multiply_add(splat(g->amount), load(g->noise + i), load(g->input + i));
    store_first(g->output + i, min(max(noisy, splat(0)), splat(1)), lanes_left(i, end));
  }
}

static void binarize(const void *arguments, size_t begin, size_t end) {
  const ck_noise_arguments *g = arguments;
  for (size_t i = begin; i < end; i += LANES) {
    vec bit = load(g->noise + i) < load(g->input + i) ? splat(1) : splat(0);
    store_first(g->output + i, bit, lanes_left(i, end));
  }
}

static void replace_pixels(const void *arguments, size_t begin, size_t end) {
  const ck_noise_arguments *g = arguments;
  for (size_t i = begin; i < end; i += LANES) {
    vec noise = load(g->noise + i);
    vec kept = noise < splat(g->white) ? splat(1) : load(g->input + i);
    store_first(g->output + i, noise < splat(g->amount) ? splat(0) : kept, lanes_left(i, end));
  }
}
