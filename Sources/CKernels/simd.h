// Vector primitives, written once with compiler vectors. A file of one instruction set defines
// LANES, TILE_ROWS, LISTED_ROWS, VECTOR_REGISTER (the constraint of one in assembly), INTERLEAVE_LOW and
// INTERLEAVE_HIGH, switches its instructions on, and includes the other simd_*.h.

#pragma once

#include <string.h>

#include "CKernels.h"

typedef float vec __attribute__((ext_vector_type(LANES)));
typedef float half_vec __attribute__((ext_vector_type(LANES / 2)));
typedef int32_t ivec __attribute__((ext_vector_type(LANES)));
typedef uint32_t uvec __attribute__((ext_vector_type(LANES)));
typedef uint64_t wide __attribute__((ext_vector_type(LANES)));
typedef uint8_t bytes __attribute__((ext_vector_type(LANES)));

#define INLINE static inline __attribute__((always_inline))

INLINE vec splat(float x) { return (vec)x; }

INLINE vec load(const float *p) {
  vec v;
  memcpy(&v, p, sizeof v);
  return v;
}

INLINE void store(float *p, vec v) { memcpy(p, &v, sizeof v); }

// The first `count` lanes of `v`, the others zero.
INLINE vec keep_first(vec v, size_t count) {
  ivec lane;
  for (int i = 0; i < LANES; i++) lane[i] = i;
  return lane < (ivec)(int32_t)count ? v : splat(0);
}

INLINE void store_first(float *p, vec v, size_t count) {
  if (count == LANES) store(p, v);
  else if (count == LANES / 2) memcpy(p, &v, sizeof v / 2);
  else memcpy(p, &v, count * sizeof(float));
}

INLINE size_t lanes_left(size_t i, size_t end) { return end - i < LANES ? end - i : LANES; }

INLINE vec multiply_add(vec a, vec b, vec c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vec max(vec a, vec b) { return __builtin_elementwise_max(a, b); }
INLINE vec min(vec a, vec b) { return __builtin_elementwise_min(a, b); }
INLINE vec absolute(vec a) { return __builtin_elementwise_abs(a); }
INLINE vec square_root(vec a) { return __builtin_elementwise_sqrt(a); }
INLINE vec round_to_even(vec a) { return __builtin_elementwise_roundeven(a); }

INLINE ivec as_integers(vec v) {
  ivec i;
  memcpy(&i, &v, sizeof i);
  return i;
}

INLINE vec as_floats(ivec i) {
  vec v;
  memcpy(&v, &i, sizeof v);
  return v;
}

// The first half's lanes and the second half's, in turn.
INLINE vec interleave_halves(vec v) {
  vec second = v;
  second.lo = v.hi;
  return __builtin_shufflevector(v, second, INTERLEAVE_LOW);
}

// Sums the lanes pairwise, in an order that does not depend on the caller.
INLINE float sum_lanes(vec v) {
  float lanes[LANES];
  store(lanes, v);
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) lanes[i] += lanes[i + width];
  return lanes[0];
}

// Turns LANES rows into LANES columns: log2(LANES) perfect shuffles.
INLINE void transpose(vec rows[LANES]) {
  for (int stage = 1; stage < LANES; stage *= 2) {
    vec shuffled[LANES];
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES / 2; i++) {
      shuffled[2 * i] = __builtin_shufflevector(rows[i], rows[i + LANES / 2], INTERLEAVE_LOW);
      shuffled[2 * i + 1] = __builtin_shufflevector(rows[i], rows[i + LANES / 2], INTERLEAVE_HIGH);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES; i++) rows[i] = shuffled[i];
  }
}
