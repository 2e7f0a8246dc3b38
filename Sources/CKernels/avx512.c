// AVX-512: 16 lanes, 32 registers: a 14 x 32 tile takes 28, two more hold b, one broadcasts a.

#if defined(__x86_64__)

#include <string.h>

#include "tables.h"

#define LANES 16
#define VECTOR_REGISTER "v"
#define TILE_ROWS 14
#define LISTED_ROWS 4
#define INTERLEAVE_LOW 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define INTERLEAVE_HIGH 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), \
                             apply_to = function)
#include "simd_convolution.h"
#include "simd_optimizers.h"
#include "simd_random.h"
#include "simd_rows.h"
#include "simd_scaling.h"
#include "simd_zeros.h"
#pragma clang attribute pop

#include "avx512_bf16.h"
#include "simd_table.h"

const ck_kernels ck_kernels_avx512 = SIMD_TABLE("avx512", gemm, TILE_COLUMNS, false);
const ck_kernels ck_kernels_avx512bf16 = SIMD_TABLE("avx512bf16", gemm_bf16, columns_in_pairs, true);

#endif
