extension Autoencoder {
  /// Codes drawn from the prior N(0, I), each a function of its number and the seed alone.
  ///
  /// - Parameters:
  ///   - draws: the numbers of the draws, counted from zero.
  ///   - seed: of the draws.
  /// - Returns: a code of `latentCount` values for each number.
  package func priorCodes(_ draws: Range<Int>, seed: UInt64) -> [[Float]] {
    let latents = configuration.latentCount
    // A random sequence can be entered at every fourth element.
    let first = draws.lowerBound * latents / 4 * 4
    let noise = FloatBuffer(count: draws.upperBound * latents - first)
    engine.fillNormal(
      noise, count: noise.count, seed: seed, stream: .prior, step: 0, first: first)
    return draws.map { noise.floats($0 * latents - first..<($0 + 1) * latents - first) }
  }
}
