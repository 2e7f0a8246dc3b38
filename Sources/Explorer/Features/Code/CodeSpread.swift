/// How the values of each latent are spread over the codes of images.
public struct CodeSpread: Equatable, Sendable {
  /// The mean of each latent.
  public let means: [Float]
  /// The standard deviation of each latent.
  public let deviations: [Float]
  /// The greatest value of each latent.
  public let maxima: [Float]
  /// No code has a negative value: what the values say is how much, from none on.
  public let isNonnegative: Bool

  /// Codes that the spread is taken from at most, evenly chosen.
  private static let sampledCodes = 1_000

  /// The spread of the codes of a map.
  init(_ map: LatentMap) {
    let latents = map.plane.latentCount
    let count = map.points.count
    let sampled = min(count, Self.sampledCodes)
    var (sums, squares) = (
      [Double](repeating: 0, count: latents), [Double](repeating: 0, count: latents)
    )
    var (least, greatest) = (Float.infinity, [Float](repeating: -.infinity, count: latents))
    for place in 0..<sampled {
      let first = place * count / sampled * latents
      for latent in 0..<latents {
        let value = map.codes[first + latent]
        guard value.isFinite else { continue }
        sums[latent] += Double(value)
        squares[latent] += Double(value) * Double(value)
        least = min(least, value)
        greatest[latent] = max(greatest[latent], value)
      }
    }
    let divisor = Double(max(sampled, 1))
    means = sums.map { Float($0 / divisor) }
    deviations = zip(sums, squares).map { sum, square in
      Float(max(square / divisor - sum * sum / (divisor * divisor), 0).squareRoot())
    }
    maxima = greatest.map { $0.isFinite ? $0 : 0 }
    isNonnegative = sampled > 0 && least >= 0
  }

  /// Three deviations on either side of the mean, or from zero to the greatest value where none is negative;
  /// of some width in any case.
  func range(of latent: Int) -> ClosedRange<Float> {
    if isNonnegative { return 0...max(maxima[latent], 1e-3) }
    let reach = max(3 * deviations[latent], 1e-3)
    return means[latent] - reach...means[latent] + reach
  }

  /// One standard deviation of the aggregate posterior about its mean, by latent: the variance of the codes plus the
  /// mean variance of the posteriors, where an evaluation told it.
  ///
  /// - Parameter secondMoments: E[mean²] + E[variance] of each latent; none where they are not known.
  func posteriorRanges(secondMoments: [Double]) -> [ClosedRange<Float>] {
    means.indices.map { latent in
      let (mean, deviation) = (means[latent], deviations[latent])
      let square = secondMoments.count == means.count ? Float(secondMoments[latent]) : 0
      let reach = max(square - mean * mean, deviation * deviation).squareRoot()
      return mean - reach...mean + reach
    }
  }
}
