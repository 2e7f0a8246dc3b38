// exp, log and friends. Coefficients: least maximum relative error over the reduced range, fitted in
// float64 and rounded to float32. Errors in ulp are stated and tested against float64 in KernelTests.

#pragma once

#include "simd.h"

// eˣ = 2ⁿ · eʳ, |r| <= ln 2 / 2. At most 2 ulp; x below -87 gives about 1e-38, x above 88 about 2e38.
INLINE vec vec_exp(vec x) {
  x = min(max(x, splat(-87)), splat(88));
  vec n = round_to_even(x * splat(1.44269504f));
  vec r = multiply_add(n, splat(-0x1.63p-1f), x);
  r = multiply_add(n, splat(0x1.bd0106p-13f), r);
  vec p = splat(1.38146128e-3f);
  p = multiply_add(p, r, splat(8.36871006e-3f));
  p = multiply_add(p, r, splat(4.1668389e-2f));
  p = multiply_add(p, r, splat(0.166665211f));
  p = multiply_add(p, r, splat(0.49999994f));
  p = multiply_add(p, r * r, r) + splat(1);
  ivec exponent = __builtin_convertvector(n, ivec) << 23;
  return as_floats(as_integers(p) + exponent);
}

// log(1 + x) = 2 artanh(x / (2 + x)), for x in [0, 1]. At most 2 ulp.
INLINE vec vec_log1p_unit(vec x) {
  vec s = x / (x + splat(2));
  vec q = s * s;
  vec p = splat(0.243009329f);
  p = multiply_add(p, q, splat(0.214276582f));
  p = multiply_add(p, q, splat(0.286168844f));
  p = multiply_add(p, q, splat(0.39998877f));
  p = multiply_add(p, q, splat(0.666666746f));
  return multiply_add(p * q, s, s + s);
}

// log x for normal positive x: x = 2ⁿ · m, m in [√½, √2), and 2 artanh((m - 1) / (m + 1)).
INLINE vec vec_log(vec x) {
  ivec bits = as_integers(x) - as_integers(splat(0.707106781f));
  vec n = __builtin_convertvector(bits >> 23, vec);
  vec m = as_floats((bits & 0x7fffff) + as_integers(splat(0.707106781f)));
  vec s = (m - splat(1)) / (m + splat(1));
  vec q = s * s;
  vec p = splat(0.23582599f);
  p = multiply_add(p, q, splat(0.285372853f));
  p = multiply_add(p, q, splat(0.400003344f));
  p = multiply_add(p, q, splat(0.666666627f));
  vec fraction = multiply_add(p * q, s, s + s);
  return multiply_add(n, splat(0.693359375f), multiply_add(n, splat(-2.12194440e-4f), fraction));
}

// cos 2πt and sin 2πt for t in [0, 1): t = quadrant / 4 + r, |r| <= 1/8.
INLINE void vec_cos_sin_turns(vec t, vec *cosine, vec *sine) {
  vec quadrant = round_to_even(t * splat(4));
  vec r = multiply_add(quadrant, splat(-0.25f), t);
  vec q = r * r;
  vec s = splat(-75.4020691f);
  s = multiply_add(s, q, splat(81.5925522f));
  s = multiply_add(s, q, splat(-41.3416634f));
  s = multiply_add(s, q, splat(6.28318548f)) * r;
  vec c = splat(59.2204056f);
  c = multiply_add(c, q, splat(-85.442856f));
  c = multiply_add(c, q, splat(64.9393158f));
  c = multiply_add(c, q, splat(-19.7392082f));
  c = multiply_add(c, q, splat(1));
  ivec turns = __builtin_convertvector(quadrant, ivec);
  ivec is_odd = (turns & 1) == (ivec)1;
  ivec cosine_sign = ((turns + 1) & 2) << 30;
  ivec sine_sign = (turns & 2) << 30;
  *cosine = as_floats(as_integers(is_odd ? s : c) ^ cosine_sign);
  *sine = as_floats(as_integers(is_odd ? c : s) ^ sine_sign);
}

// 1 / (1 + e⁻ˣ), from e = exp(-|x|) so that nothing overflows.
INLINE vec vec_sigmoid_from(vec x, vec e) {
  vec r = splat(1) / (splat(1) + e);
  return x < splat(0) ? e * r : r;
}

INLINE vec vec_sigmoid(vec x) { return vec_sigmoid_from(x, vec_exp(-absolute(x))); }

// Of the continuous Bernoulli with logit -a, a >= 0: log((1 - e⁻ᵃ) / a), which is the logarithm of the
// integral of e⁻ᵃˣ over [0, 1], and the mean 1 / a - e⁻ᵃ / (1 - e⁻ᵃ). Below one both are Taylor series
// about zero, whose first term left out is at most 3e-8.
INLINE void vec_continuous_bernoulli(vec a, vec *log_integral, vec *mean) {
  vec q = a * a;
  vec l = splat(-1.0f / 9676800);
  l = multiply_add(l, q, splat(1.0f / 181440));
  l = multiply_add(l, q, splat(-1.0f / 2880));
  l = multiply_add(l, q, splat(1.0f / 24));
  l = multiply_add(l, q, splat(-0.5f) * a);
  vec m = splat(1.0f / 1209600);
  m = multiply_add(m, q, splat(-1.0f / 30240));
  m = multiply_add(m, q, splat(1.0f / 720));
  m = multiply_add(m, q, splat(-1.0f / 12));
  m = multiply_add(m, a, splat(0.5f));
  vec e = vec_exp(-a), rest = splat(1) - e;
  *log_integral = a < splat(1) ? l : vec_log(rest / a);
  *mean = a < splat(1) ? m : splat(1) / a - e / rest;
}

INLINE vec vec_continuous_mean(vec logit) {
  vec log_integral, mean;
  vec_continuous_bernoulli(absolute(logit), &log_integral, &mean);
  return logit < splat(0) ? mean : splat(1) - mean;
}

INLINE vec vec_tanh(vec x) {
  vec e = vec_exp(splat(-2) * absolute(x));
  vec t = (splat(1) - e) / (splat(1) + e);
  return x < splat(0) ? -t : t;
}
