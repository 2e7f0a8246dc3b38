// The tables this build holds; dispatch.c chooses among them.

#ifndef CK_TABLES_H
#define CK_TABLES_H

#include "CKernels.h"

extern const ck_kernels ck_kernels_portable;
#if defined(__x86_64__)
extern const ck_kernels ck_kernels_avx2;
extern const ck_kernels ck_kernels_avx512;
extern const ck_kernels ck_kernels_avx512bf16;
#elif defined(__aarch64__)
extern const ck_kernels ck_kernels_neon;
#endif

#endif
