/// Steps that transform a Gaussian posterior, one after another, with their working memory.
struct AutoregressiveFlow {
  private let steps: [MaskedAutoregression]
  private let memories: [MaskedAutoregression.Memory]
  private let codes: Matrix
  private let kl: Matrix
  private let logDeterminants: Matrix

  init(_ steps: [MaskedAutoregression], dimensions: Int, capacity: Int) {
    self.steps = steps
    memories = steps.map { MaskedAutoregression.Memory($0, capacity: capacity) }
    codes = Matrix(rows: capacity, columns: dimensions)
    kl = Matrix.column(capacity)
    logDeterminants = Matrix.column(capacity)
  }

  /// The codes that the flow makes of `start`.
  func forward(_ start: Matrix, context: Matrix, _ pass: Pass) -> Matrix {
    let codes = codes.prefix(start.rows)
    pass.engine.copy(start, into: codes)
    for row in 0..<start.rows { logDeterminants[row, 0] = 0 }
    for (step, memory) in zip(steps, memories) {
      step.forward(codes, context: context, logDeterminant: logDeterminants, memory, pass)
    }
    return codes
  }

  /// log q(z | x) - log p(z) of the last codes, an estimate of the KL from one sample.
  ///
  /// - Parameters:
  ///   - logVariances: of the Gaussian that the flow started from.
  ///   - noise: of the samples it started from.
  func divergence(logVariances: Matrix, noise: Matrix) -> Matrix {
    for row in 0..<noise.rows {
      let logRatio = (0..<noise.columns).reduce(0) { sum, dimension in
        sum
          + logDensityRatio(
            code: codes[row, dimension], noise: noise[row, dimension],
            rawLogVariance: logVariances[row, dimension])
      }
      kl[row, 0] = Float(-logRatio) - logDeterminants[row, 0]
    }
    return kl.prefix(noise.rows)
  }

  /// Turns d(reconstruction)/d(codes) into d(loss)/d(start), with the KL term's part, and writes
  /// d(loss)/d(context).
  func backward(
    _ codeGradient: Matrix, contextGradient: Matrix, klScale: Float, _ pass: Pass
  ) {
    for row in 0..<codeGradient.rows {
      for dimension in 0..<codeGradient.columns {
        codeGradient[row, dimension] += klScale * codes[row, dimension]
        contextGradient[row, dimension] = 0
      }
    }
    for (step, memory) in zip(steps, memories).reversed() {
      step.backward(
        codeGradient, contextGradient: contextGradient, klScale: klScale, memory, pass)
    }
  }
}
