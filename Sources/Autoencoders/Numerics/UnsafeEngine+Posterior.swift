internal import CKernels

extension Engine {
  /// Log-variances are held inside this range: e^-30 to e^20 keeps every quotient finite.
  package static let logVarianceRange: ClosedRange<Float> = -30...20

  /// The log-variance that a raw value of a model stands for.
  static func logVariance(_ raw: Float) -> Float {
    min(max(raw, logVarianceRange.lowerBound), logVarianceRange.upperBound)
  }

  /// code = mean + exp(log-variance / 2) · noise, and kl[r, 0] = KL(N(mean, variance) || N(0, I)) =
  /// ½ Σ (mean² + variance - log-variance - 1) in nats (Kingma and Welling 2013, appendix B).
  ///
  /// - Parameters:
  ///   - statistics: rows of [mean | log-variance], each half as wide as the matrix.
  ///   - noise: standard normal samples, as wide as the code.
  package func samplePosterior(statistics: Matrix, noise: Matrix, code: Matrix, kl: Matrix) {
    precondition(statistics.columns == 2 * code.columns, "statistics are not twice the code")
    unsafe runPosterior(
      table.pointee.posterior_forward, statistics, noise,
      { arguments in
        unsafe arguments.code = unsafe code.pointer
        unsafe arguments.code_stride = code.stride
        unsafe arguments.kl = unsafe kl.pointer
      })
  }

  /// The gradient by `statistics` of loss(code) + Σ klScales · kl over latents, given d(loss)/d(code).
  package func posteriorGradient(
    statistics: Matrix, noise: Matrix, codeGradient: Matrix, klScales: Matrix,
    into statisticsGradient: Matrix
  ) {
    precondition(
      statistics.columns == 2 * codeGradient.columns, "statistics are not twice the code")
    unsafe runPosterior(
      table.pointee.posterior_backward, statistics, noise,
      { arguments in
        unsafe arguments.code_gradient = unsafe UnsafePointer(codeGradient.pointer)
        unsafe arguments.code_gradient_stride = codeGradient.stride
        unsafe arguments.statistics_gradient = unsafe statisticsGradient.pointer
        unsafe arguments.statistics_gradient_stride = statisticsGradient.stride
        unsafe arguments.kl_scales = unsafe UnsafePointer(klScales.pointer)
      })
  }

  private func runPosterior(
    _ kernel: RangeKernel, _ statistics: Matrix, _ noise: Matrix,
    _ complete: (inout ck_posterior_arguments) -> Void
  ) {
    var arguments = unsafe ck_posterior_arguments(
      statistics: statistics.pointer, noise: noise.pointer, code: nil, kl: nil, code_gradient: nil,
      statistics_gradient: nil, latents: statistics.columns / 2,
      statistics_stride: statistics.stride, noise_stride: noise.stride, code_stride: 0,
      code_gradient_stride: 0, statistics_gradient_stride: 0, kl_scales: nil,
      log_variance_min: Self.logVarianceRange.lowerBound,
      log_variance_max: Self.logVarianceRange.upperBound)
    unsafe complete(&arguments)
    unsafe run(
      kernel, arguments, count: statistics.rows, grain: rowGrain(columns: 16 * statistics.columns))
  }
}
