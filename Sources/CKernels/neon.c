// NEON: 4 lanes, 32 registers: a 12 x 8 tile takes 24, two more hold b, one broadcasts a.

#if defined(__aarch64__)

#include <string.h>

#include "tables.h"

#define LANES 4
#define VECTOR_REGISTER "w"
#define TILE_ROWS 12
#define LISTED_ROWS 4
#define INTERLEAVE_LOW 0, 4, 1, 5
#define INTERLEAVE_HIGH 2, 6, 3, 7

#include "simd_convolution.h"
#include "simd_optimizers.h"
#include "simd_random.h"
#include "simd_rows.h"
#include "simd_scaling.h"
#include "simd_zeros.h"
#include "simd_table.h"

const ck_kernels ck_kernels_neon = SIMD_TABLE("neon", gemm, TILE_COLUMNS, false);

#endif
