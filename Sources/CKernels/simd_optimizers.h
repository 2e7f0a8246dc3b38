// The rules by which optimizers update parameters.

#include "simd_math.h"

static void sgd(const void *arguments, size_t begin, size_t end) {
  const ck_optimizer_arguments *g = arguments;
  for (size_t i = begin; i < end; i += LANES) {
    size_t count = lanes_left(i, end);
    vec step = splat(-g->rate) * load(g->gradients + i);
    if (g->first) {
      vec velocity = multiply_add(splat(g->momentum), load(g->first + i), step);
      store_first(g->first + i, velocity, count);
      step = g->nesterov ? multiply_add(splat(g->momentum), velocity, step) : velocity;
    }
    store_first(g->parameters + i, load(g->parameters + i) + step, count);
  }
}

static void rmsprop(const void *arguments, size_t begin, size_t end) {
  const ck_optimizer_arguments *g = arguments;
  for (size_t i = begin; i < end; i += LANES) {
    size_t count = lanes_left(i, end);
    vec d = load(g->gradients + i);
    vec square = multiply_add(splat(g->decay), load(g->second + i), splat(1 - g->decay) * d * d);
    store_first(g->second + i, square, count);
    if (g->first) {
      vec mean = multiply_add(splat(g->decay), load(g->first + i), splat(1 - g->decay) * d);
      store_first(g->first + i, mean, count);
      square = max(multiply_add(-mean, mean, square), splat(0));
    }
    vec epsilon = splat(g->epsilon);
    vec scale = g->epsilon_under_root ? square_root(square + epsilon) : square_root(square) + epsilon;
    store_first(g->parameters + i, multiply_add(splat(-g->rate), d / scale, load(g->parameters + i)), count);
  }
}

static void adam(const void *arguments, size_t begin, size_t end) {
  const ck_optimizer_arguments *g = arguments;
  for (size_t i = begin; i < end; i += LANES) {
    size_t count = lanes_left(i, end);
    vec d = load(g->gradients + i);
    vec mean = multiply_add(splat(g->momentum), load(g->first + i), splat(1 - g->momentum) * d);
    vec square = multiply_add(splat(g->decay), load(g->second + i), splat(1 - g->decay) * d * d);
    store_first(g->first + i, mean, count);
    store_first(g->second + i, square, count);
    vec scale = multiply_add(square_root(square), splat(g->second_scale), splat(g->epsilon));
    vec start = splat(g->shrink) * load(g->parameters + i);
    store_first(g->parameters + i, multiply_add(splat(-g->rate), mean / scale, start), count);
  }
}

static void adadelta(const void *arguments, size_t begin, size_t end) {
  const ck_optimizer_arguments *g = arguments;
  for (size_t i = begin; i < end; i += LANES) {
    size_t count = lanes_left(i, end);
    vec d = load(g->gradients + i), epsilon = splat(g->epsilon), moved = load(g->second + i);
    vec square = multiply_add(splat(g->decay), load(g->first + i), splat(1 - g->decay) * d * d);
    vec step = d * square_root((moved + epsilon) / (square + epsilon));
    store_first(g->first + i, square, count);
    store_first(g->second + i, multiply_add(splat(g->decay), moved, splat(1 - g->decay) * step * step),
                count);
    store_first(g->parameters + i, multiply_add(splat(-g->rate), step, load(g->parameters + i)), count);
  }
}
