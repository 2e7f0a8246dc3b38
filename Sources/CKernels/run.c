// Splits work over the team. Pieces are whole outputs, so the split cannot change a bit.

#include "CKernels.h"

enum {
  pieces_per_thread = 4,
  smallest_piece = 1 << 16,      // multiply-adds: about 2 µs of one core
  tiles_that_repay_packing = 4,  // rows of tiles that share one packed panel
};

typedef struct {
  const ck_gemm_arguments *arguments;
  const ck_kernels *kernels;
  size_t row_groups, rows_per_group, columns_per_group;
} split;

static size_t quotient_up(size_t a, size_t b) { return (a + b - 1) / b; }
static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }
static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

static void run_pieces(const void *context, size_t begin, size_t end, float *scratch) {
  const split *s = context;
  for (size_t i = begin; i < end; i++) {
    size_t row = i % s->row_groups * s->rows_per_group;
    size_t column = i / s->row_groups * s->columns_per_group;
    s->kernels->gemm(s->arguments,
                     (ck_gemm_block){row, smaller(row + s->rows_per_group, s->arguments->m), column,
                                     smaller(column + s->columns_per_group, s->arguments->n)},
                     scratch);
  }
}

bool ck_gemm(ck_team *team, const ck_kernels *kernels, const ck_gemm_arguments *g) {
  if (g->m == 0 || g->n == 0) return true;
  if (!ck_team_reserve_scratch(team, kernels->tile_columns * g->k)) return false;

  size_t threads = ck_team_threads(team);
  size_t affordable = larger(g->m * g->n * g->k / smallest_piece, 1);
  size_t wanted = threads == 1 ? 1 : smaller(threads * pieces_per_thread, affordable);

  size_t panels = quotient_up(g->n, kernels->tile_columns);
  size_t column_groups = smaller(panels, wanted);
  size_t tiles = quotient_up(g->m, kernels->tile_rows);
  size_t most_row_groups = larger(tiles / (g->b_transposed ? tiles_that_repay_packing : 1), 1);
  size_t row_groups = smaller(quotient_up(wanted, column_groups), most_row_groups);

  split s = {g, kernels, row_groups, quotient_up(g->m, row_groups),
             quotient_up(panels, column_groups) * kernels->tile_columns};
  s.row_groups = quotient_up(g->m, s.rows_per_group);
  column_groups = quotient_up(g->n, s.columns_per_group);
  ck_team_run(team, run_pieces, &s, s.row_groups * column_groups, 1);
  return true;
}

typedef struct {
  ck_range_kernel *kernel;
  const void *arguments;
} call;

static void run_range(const void *context, size_t begin, size_t end, float *scratch) {
  (void)scratch;
  const call *c = context;
  c->kernel(c->arguments, begin, end);
}

void ck_run(ck_team *team, ck_range_kernel *kernel, const void *arguments, size_t count,
            size_t grain) {
  call c = {kernel, arguments};
  ck_team_run(team, run_range, &c, count, grain);
}
