internal import Foundation

/// Averages over images of one latent dimension's posterior.
struct PosteriorMoments {
  private(set) var mean = 0.0
  private(set) var squaredMean = 0.0
  /// Zero for a deterministic code.
  private(set) var variance = 0.0
  private(set) var kl = 0.0
  private var images = 0.0

  /// Of no image yet.
  init() {}

  /// Of rows of [mean | log-variance].
  init(of statistics: Matrix, dimension: Int) {
    add(statistics, dimension: dimension, isVariational: true)
  }

  /// Adds rows of [mean | log-variance], or of codes.
  mutating func add(_ statistics: Matrix, dimension: Int, isVariational: Bool) {
    var sums = (mean: 0.0, squaredMean: 0.0, variance: 0.0, kl: 0.0)
    for row in 0..<statistics.rows {
      let mean = Double(statistics[row, dimension])
      sums.mean += mean
      sums.squaredMean += mean * mean
      guard isVariational else { continue }
      let logVariance = Double(
        Engine.logVariance(statistics[row, statistics.columns / 2 + dimension]))
      let variance = Foundation.exp(logVariance)
      sums.variance += variance
      sums.kl += 0.5 * (mean * mean + variance - logVariance - 1)
    }
    let total = images + Double(statistics.rows)
    mean += (sums.mean - mean * Double(statistics.rows)) / total
    squaredMean += (sums.squaredMean - squaredMean * Double(statistics.rows)) / total
    variance += (sums.variance - variance * Double(statistics.rows)) / total
    kl += (sums.kl - kl * Double(statistics.rows)) / total
    images = total
  }
}
