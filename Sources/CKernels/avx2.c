// AVX2 and FMA: 8 lanes, 16 registers: a 6 x 16 tile takes 12, two more hold b, one broadcasts a.

#if defined(__x86_64__)

#include <string.h>

#include "tables.h"

#define LANES 8
#define VECTOR_REGISTER "v"
#define TILE_ROWS 6
#define LISTED_ROWS 2
#define INTERLEAVE_LOW 0, 8, 1, 9, 2, 10, 3, 11
#define INTERLEAVE_HIGH 4, 12, 5, 13, 6, 14, 7, 15

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "simd_convolution.h"
#include "simd_optimizers.h"
#include "simd_random.h"
#include "simd_rows.h"
#include "simd_scaling.h"
#include "simd_zeros.h"
#pragma clang attribute pop

#include "simd_table.h"

const ck_kernels ck_kernels_avx2 = SIMD_TABLE("avx2", gemm, TILE_COLUMNS, false);

#endif
