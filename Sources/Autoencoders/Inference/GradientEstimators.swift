internal import Foundation

/// An unbiased estimator of the gradient of the ELBO, E_q[log p(x, z) - log q(z)], by the mean of a
/// diagonal Gaussian q, from one sample z = mean + σ ε.
public enum GradientEstimator: String, CaseIterable, Codable, Sendable {
  /// ∂ log p(x, z) / ∂z: the gradient goes through the sample (Kingma and Welling 2013).
  case reparameterized
  /// (log p(x, z) - log q(z)) · ε / σ: only the density of the sample is differentiated (Glynn 1990;
  /// Williams 1992).
  case score = "score-function"
  /// The same less the mean of log p(x, z) - log q(z) over the other samples.
  case scoreWithBaseline = "score-function-with-baseline"
}

/// The quantities of one sample from the posterior that the estimators are made of.
struct GradientSample {
  /// log p(x, z) - log q(z).
  let value: Double
  /// ∂ log p(x, z) / ∂z.
  let slope: [Double]
  /// ε / σ, the gradient of log q(z) by the mean.
  let score: [Double]
}

/// Mean and variance of each estimator over the samples of one posterior.
public struct GradientMoments: Sendable {
  /// For each estimator in the order of `GradientEstimator.allCases`, its mean over samples.
  public let means: [[Double]]
  /// The same for the variance of a single sample's estimate, by dimension.
  public let variances: [[Double]]
  /// How many samples the moments are of.
  public let samples: Int
  /// By dimension, how many standard errors the mean of the score-function estimates lies above that of
  /// the reparameterized ones: a sample of N(0, 1) where both are unbiased.
  public let disagreement: [Double]

  init(_ samples: [GradientSample]) {
    precondition(samples.count > 2, "\(samples.count) samples")
    let total = samples.reduce(0) { $0 + $1.value }
    let others = Double(samples.count - 1)
    let estimates = GradientEstimator.allCases.map { estimator in
      samples.map { sample -> [Double] in
        switch estimator {
        case .reparameterized: sample.slope
        case .score: sample.score.map { sample.value * $0 }
        case .scoreWithBaseline:
          sample.score.map { (sample.value - (total - sample.value) / others) * $0 }
        }
      }
    }
    means = estimates.map(Self.mean)
    variances = estimates.map { rows in
      let mean = Self.mean(rows)
      return mean.indices.map { index in
        rows.reduce(0) { $0 + pow($1[index] - mean[index], 2) } / Double(rows.count - 1)
      }
    }
    self.samples = samples.count
    let differences = zip(estimates[1], estimates[0]).map { zip($0, $1).map { $0 - $1 } }
    disagreement = differences[0].indices.map { index in
      let difference = SampleMean(differences.map { $0[index] })
      return difference.standardError > 0 ? difference.mean / difference.standardError : 0
    }
  }

  private static func mean(_ rows: [[Double]]) -> [Double] {
    rows[0].indices.map { index in rows.reduce(0) { $0 + $1[index] } / Double(rows.count) }
  }

  /// The mean of one estimator's gradient over the samples, by dimension.
  public func mean(_ estimator: GradientEstimator) -> [Double] { means[Self.place(estimator)] }

  /// The variance of one estimator's gradient from a single sample, by dimension.
  public func variance(_ estimator: GradientEstimator) -> [Double] {
    variances[Self.place(estimator)]
  }

  private static func place(_ estimator: GradientEstimator) -> Int {
    GradientEstimator.allCases.firstIndex(of: estimator) ?? 0
  }
}
