// Splits work over the team. Pieces are whole outputs, so the split cannot change a bit.

#include "CKernels.h"

enum {
  pieces_per_thread = 4,
  smallest_piece = 1 << 16,        // multiply-adds: about 2 µs of one core
  tiles_that_repay_packing = 4,    // rows of tiles that share one packed panel
  rows_that_repay_packing = 96,    // the same where most terms of a row are left out
  fewest_listed_rows = 8,          // with a few rows, sums run in another order
  smallest_listed_work = 1 << 17,  // multiply-adds
};

typedef struct {
  const ck_gemm_arguments *arguments;
  const ck_kernels *kernels;
  const ck_term_lists *lists;  // NULL where every term is computed
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
    ck_gemm_block block = {row, smaller(row + s->rows_per_group, s->arguments->m), column,
                           smaller(column + s->columns_per_group, s->arguments->n)};
    if (s->lists) s->kernels->gemm_listed(s->lists, block, scratch);
    else s->kernels->gemm(s->arguments, block, scratch);
  }
}

static void run_split(ck_team *team, const ck_kernels *kernels, const ck_gemm_arguments *g,
                      const ck_term_lists *lists) {
  size_t threads = ck_team_threads(team);
  size_t affordable = larger(g->m * g->n * g->k / smallest_piece, 1);
  size_t wanted = threads == 1 ? 1 : smaller(threads * pieces_per_thread, affordable);

  size_t panels = quotient_up(g->n, kernels->tile_columns);
  size_t column_groups = smaller(panels, wanted);
  size_t rows_for_packing = lists ? rows_that_repay_packing : tiles_that_repay_packing * kernels->tile_rows;
  size_t least_rows = g->b_transposed ? rows_for_packing : kernels->tile_rows;
  size_t row_groups = smaller(quotient_up(wanted, column_groups), larger(g->m / least_rows, 1));
  size_t row_unit = lists ? kernels->listed_rows : 1;

  split s = {g, kernels, lists, row_groups,
             quotient_up(quotient_up(g->m, row_groups), row_unit) * row_unit,
             quotient_up(panels, column_groups) * kernels->tile_columns};
  s.row_groups = quotient_up(g->m, s.rows_per_group);
  column_groups = quotient_up(g->n, s.columns_per_group);
  ck_team_run(team, run_pieces, &s, s.row_groups * column_groups, 1);
}

// The factor whose zeros are worth leaving out, where there are a vector or two of the other one's rows
// to each of its terms: a, or, where c is a product of columns, b.
static ck_factor listed_factor(const ck_kernels *kernels, const ck_gemm_arguments *g) {
  if (!kernels->listed_factor || g->k > UINT16_MAX || g->m < fewest_listed_rows) return ck_factor_none;
  if (g->m * g->n * g->k < smallest_listed_work) return ck_factor_none;
  ck_gemm_arguments possible = *g;
  possible.a_has_zeros &= g->n >= kernels->tile_columns;
  possible.b_has_zeros &= g->m >= kernels->tile_columns && g->a_transposed && !g->b_transposed &&
                          !g->bias && g->activation == ck_activation_identity;
  return kernels->listed_factor(&possible);
}

static bool run_listed(ck_team *team, const ck_kernels *kernels, const ck_gemm_arguments *g,
                       ck_factor listed) {
  size_t rows = listed == ck_factor_a ? g->m : g->n;
  size_t groups = quotient_up(rows, kernels->tile_columns) * kernels->tile_columns / kernels->listed_rows;
  size_t room = (g->k + CK_LIST_PADDING + 1) / 2 * 2;
  float *memory = ck_team_shared_memory(team, groups * (1 + room / 2));
  if (!memory || !ck_team_reserve_scratch(team, kernels->listed_columns * g->k)) return false;
  uint32_t *counts = (uint32_t *)(void *)memory;
  ck_term_lists lists = {g, listed, (uint16_t *)(counts + groups), counts, room};
  size_t items = kernels->list_items(g, listed);
  size_t grain = quotient_up(items, ck_team_threads(team) * pieces_per_thread);
  ck_run(team, kernels->list_terms, &lists, items, grain);
  run_split(team, kernels, g, &lists);
  return true;
}

bool ck_gemm(ck_team *team, const ck_kernels *kernels, const ck_gemm_arguments *g) {
  if (g->m == 0 || g->n == 0) return true;
  ck_factor listed = listed_factor(kernels, g);
  if (listed != ck_factor_none) return run_listed(team, kernels, g, listed);
  if (!ck_team_reserve_scratch(team, kernels->panel_columns * g->k)) return false;
  run_split(team, kernels, g, NULL);
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
