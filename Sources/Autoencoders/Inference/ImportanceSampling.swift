internal import FileFormats
internal import Foundation
internal import ImageSets

extension Evaluator {
  /// The mean over images of -log (1/K Σ p(x, zₖ) / q(zₖ | x)), K samples from each posterior: an upper
  /// bound on -log p(x) on average, the tighter the more samples (Burda, Grosse and Salakhutdinov 2015),
  /// in nats per image. For one sample it estimates -ELBO. The model must be variational.
  ///
  /// - Parameters:
  ///   - model: a model with a posterior.
  ///   - seed: of the noise.
  ///   - count: codes drawn from each posterior.
  ///   - progress: told after each batch how much is done, from 0 to 1.
  public func negativeLogLikelihood(
    _ model: Autoencoder, seed: UInt64, samples count: Int, progress: (Double) -> Void = { _ in }
  ) -> Double {
    precondition(model.configuration.isVariational, "a deterministic code has no likelihood")
    let latents = model.configuration.latentCount
    var means = [LogMean](repeating: LogMean(), count: images.count)
    forEachBatch { rows in
      let batch = feed.load(
        indices[rows], seed: seed, step: UInt64.max, firstRow: rows.lowerBound, on: model.engine)
      let features = model.features(of: batch.input)
      for sample in 0..<count {
        model.engine.fillNormal(
          noise, count: rows.count * latents, seed: seed, stream: .importance,
          step: UInt64(sample), first: rows.lowerBound * latents)
        let samples = noise.floats(0..<rows.count * latents)
        let output = model.evaluate(
          features: features, target: batch.target, noise: .given(samples[...]))
        for row in 0..<rows.count {
          let ratio = logPriorOverPosterior(
            output, row: row, noise: samples[row * latents..<(row + 1) * latents])
          means[rows.lowerBound + row].add(ratio - Double(output.reconstruction[row, 0]))
        }
      }
      progress(Double(rows.upperBound) / Double(images.count))
    }
    return -means.reduce(0) { $0 + $1.value } / Double(images.count)
  }

  /// log p(z) - log q(z | x) of the code in `row`, whose noise was `noise`.
  private func logPriorOverPosterior(
    _ output: Autoencoder.Output, row: Int, noise: ArraySlice<Float>
  ) -> Double {
    guard let posterior = output.posterior else {
      return -Double(output.kl[row, 0])
    }
    return noise.enumerated().reduce(0) { sum, sample in
      let (dimension, noise) = sample
      return sum
        + logDensityRatio(
          code: output.codes[row, dimension], noise: noise,
          rawLogVariance: posterior[row, posterior.columns / 2 + dimension])
    }
  }
}

/// The logarithm of the mean of numbers given by their logarithms.
struct LogMean {
  private var largest = -Double.infinity
  /// Σ exp(x - largest).
  private var sum = 0.0
  private var count = 0

  mutating func add(_ logarithm: Double) {
    count += 1
    if logarithm > largest {
      sum = sum * exp(largest - logarithm) + 1
      largest = logarithm
    } else {
      sum += exp(logarithm - largest)
    }
  }

  var value: Double { largest + log(sum / Double(count)) }
}
