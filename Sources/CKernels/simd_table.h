// The members of a table, in the order of ck_kernels, for a file that included the simd_*.h.

#define SIMD_TABLE(table_name)                                                                  \
  {                                                                                             \
      .name = table_name, .tile_rows = TILE_ROWS, .tile_columns = TILE_COLUMNS, .gemm = gemm,   \
      .listed_rows = LISTED_ROWS, .listed_columns = LISTED_COLUMNS,                             \
      .listed_factor = listed_factor, .list_items = list_items, .list_terms = list_terms,       \
      .gemm_listed = gemm_listed,                                                               \
      .correlate = correlate, .correlate_transposed = correlate_transposed,                     \
      .taps_gradient = taps_gradient, .taps_tiles = taps_tiles,                                 \
      .max_pool = max_pool, .max_pool_backward = max_pool_backward, .upsample = upsample,       \
      .upsample_backward = upsample_backward,                                                   \
      .expand_pixels = expand_pixels, .bernoulli = bernoulli, .gaussian = gaussian,             \
      .continuous_bernoulli = continuous_bernoulli, .continuous_mean = map_continuous_mean,     \
      .posterior_forward = posterior_forward, .posterior_backward = posterior_backward,         \
      .activation_backward = activation_backward, .column_sums = column_sums,                   \
      .scale_rows = scale_rows, .row_squares = row_squares,                                     \
      .sigmoid = map_sigmoid, .exp = map_exp, .log1p_unit = map_log1p_unit,                     \
      .uniforms = uniforms, .normals = normals, .add_noise = add_noise,                         \
      .binarize = binarize, .replace_pixels = replace_pixels,                                   \
      .sgd = sgd, .rmsprop = rmsprop, .adam = adam, .adadelta = adadelta,                       \
      .peak = peak, .peak_operations = 2 * LANES * peak_chains * peak_rounds,                  \
  }
