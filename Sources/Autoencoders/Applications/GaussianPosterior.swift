internal import Foundation

/// The Gaussian posterior of one image, whose latents are independent.
package struct GaussianPosterior: Equatable, Sendable {
  /// The mean of each latent.
  package let mean: [Float]
  /// σ of each latent.
  package let deviations: [Double]
  /// KL(q(z | x) || N(0, 1)) of each latent in nats: ½ (μ² + σ² - log σ² - 1).
  package let kl: [Double]

  /// - Parameter statistics: [mean | log-variance], as `Evaluator.posteriors` gives them.
  package init(_ statistics: [Float]) {
    mean = Array(statistics.prefix(statistics.count / 2))
    let logVariances = statistics.dropFirst(mean.count).map { Double(Engine.logVariance($0)) }
    deviations = logVariances.map { exp($0 / 2) }
    kl = zip(mean, logVariances).map { mean, logVariance -> Double in
      let square = Double(mean) * Double(mean)
      return 0.5 * (square + exp(logVariance) - logVariance - 1)
    }
  }

  /// The covariance as it is seen on a plane.
  package func covariance(along axes: PlaneAxes) -> PlaneCovariance {
    PlaneCovariance(variances: deviations.map { $0 * $0 }, along: axes)
  }
}
