internal import Foundation

/// The distribution of codes over all images, q(z) = 1/N Σ q(z | xₙ), where each posterior is a normal
/// distribution with a diagonal covariance.
public struct AggregatePosterior: Sendable {
  private let latents: Int
  private let means: [Double]
  /// 1 / variance.
  private let precisions: [Double]
  private let deviations: [Double]
  /// The logarithm of each posterior's density at its mean.
  private let logPeaks: [Double]

  /// How the KL term divides, KL(q(z | x) || p(z)) on average over images, in nats per image (Hoffman and
  /// Johnson 2016).
  public struct Information: Equatable, Sendable {
    /// I(x; z) = E[log q(z | x) - log q(z)]: how much a code tells which image it is of. From N images it is
    /// never found above log N, and on average not above what it is (Poole et al. 2019).
    public let mutual: Double
    /// KL(q(z) || p(z)): how far the codes of all images are from the prior N(0, I). On average not below
    /// what it is.
    public let marginal: Double
  }

  /// - Parameters:
  ///   - posteriors: rows of [mean | log-variance], `latents` of each.
  ///   - latents: latents of each.
  public init(posteriors: [Float], latents: Int) {
    precondition(posteriors.count % (2 * latents) == 0, "\(posteriors.count) values")
    self.latents = latents
    var means: [Double] = [], logVariances: [Double] = []
    for (index, value) in posteriors.enumerated() {
      if index % (2 * latents) < latents {
        means.append(Double(value))
      } else {
        logVariances.append(Double(Engine.logVariance(value)))
      }
    }
    self.means = means
    precisions = logVariances.map { exp(-$0) }
    deviations = logVariances.map { exp($0 / 2) }
    let logTwoPi = log(2 * Double.pi)
    logPeaks = stride(from: 0, to: means.count, by: latents).map { first in
      var sum = 0.0
      for index in first..<first + latents { sum = sum + logVariances[index] + logTwoPi }
      return -0.5 * sum
    }
  }

  /// How many posteriors there are: one an image.
  public var count: Int { logPeaks.count }

  /// log q(z).
  public func logDensity(at code: [Double]) -> Double {
    var mean = LogMean()
    for index in 0..<count { mean.add(logDensity(at: code, ofPosterior: index)) }
    return mean.value
  }

  /// log q(z | x) of one image's posterior.
  private func logDensity(at code: [Double], ofPosterior index: Int) -> Double {
    var sum = 0.0
    let first = index * latents
    for dimension in 0..<latents {
      let difference = code[dimension] - means[first + dimension]
      sum += difference * difference * precisions[first + dimension]
    }
    return logPeaks[index] - 0.5 * sum
  }

  /// Estimates both parts of the KL term from one code drawn from each posterior.
  public func information(seed: UInt64, on engine: Engine) -> Information {
    let buffer = FloatBuffer(count: means.count)
    engine.fillNormal(buffer, count: means.count, seed: seed, stream: .information, step: 0)
    let noise = buffer.floats
    let parts = engine.concurrentMap(count) { terms(ofPosterior: $0, noise) }
    return Information(
      mutual: parts.reduce(0) { $0 + $1.mutual } / Double(count),
      marginal: parts.reduce(0) { $0 + $1.marginal } / Double(count))
  }

  /// Both parts at the code that `noise` makes of one posterior.
  private func terms(ofPosterior index: Int, _ noise: [Float]) -> Information {
    let code = (index * latents..<(index + 1) * latents).map {
      means[$0] + deviations[$0] * Double(noise[$0])
    }
    let logAggregate = logDensity(at: code)
    let logPrior = -0.5 * code.reduce(0) { $0 + $1 * $1 + log(2 * Double.pi) }
    return Information(
      mutual: logDensity(at: code, ofPosterior: index) - logAggregate,
      marginal: logAggregate - logPrior)
  }
}

extension Evaluator {
  /// The posteriors of all images as `model` reads them. They must be Gaussian.
  ///
  /// - Parameters:
  ///   - model: a model with Gaussian posteriors.
  ///   - seed: of binarization and noise, where the model has them.
  public func aggregatePosterior(_ model: Autoencoder, seed: UInt64) -> AggregatePosterior {
    precondition(model.configuration.latent.isGaussian, "the posterior is no Gaussian")
    var posteriors: [Float] = []
    forEachBatch { rows in
      let batch = feed.load(
        indices[rows], seed: seed, step: .max, firstRow: rows.lowerBound, on: model.engine)
      posteriors += model.encode(batch.input).floats
    }
    return AggregatePosterior(posteriors: posteriors, latents: model.configuration.latentCount)
  }
}
