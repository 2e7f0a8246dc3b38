internal import Foundation
public import ImageSets

extension Autoencoder {
  /// All estimators at the encoder's posterior of each image.
  ///
  /// - Parameters:
  ///   - images: at most `capacity`; the model's posterior must be Gaussian.
  ///   - samples: of each posterior.
  ///   - seed: of the noise.
  ///   - progress: told how much is done, from 0 to 1.
  public func gradientMoments(
    of images: LabeledImages, samples: Int, seed: UInt64, progress: (Double) -> Void = { _ in }
  ) -> [GradientMoments] {
    precondition(configuration.latent.isGaussian, "the posterior is no Gaussian")
    let (rows, latents) = (images.count, configuration.latentCount)
    let feed = ImageFeed(images, for: configuration, capacity: rows)
    let batch = feed.load(
      Array(0..<UInt32(rows))[...], seed: seed, step: UInt64.max, firstRow: images.firstNumber,
      on: engine)
    let statistics = Matrix(rows: rows, columns: 2 * latents)
    let encoded = encode(batch.input)
    for row in 0..<rows { statistics.setRow(row, to: encoded.row(row)) }
    let noise = Matrix.contiguous(rows: rows, columns: latents)
    let codes = Matrix(rows: rows, columns: latents)
    let slopes = Matrix(rows: rows, columns: latents)
    let (nats, kl) = (Matrix.column(rows), Matrix.column(rows))
    var found = [[GradientSample]](repeating: [], count: rows)
    for sample in 0..<samples {
      engine.fillNormal(
        noise.buffer, count: noise.buffer.count, seed: seed, stream: .estimation,
        step: UInt64(sample), first: images.firstSample(each: latents))
      engine.samplePosterior(statistics: statistics, noise: noise, code: codes, kl: kl)
      reconstruction(of: codes, target: batch.target, nats: nats, codeGradient: slopes)
      for row in 0..<rows {
        found[row].append(
          GradientSample(
            statistics: statistics.row(row), noise: noise.row(row), code: codes.row(row),
            nats: nats[row, 0], natsGradient: slopes.row(row)))
      }
      if sample % 20 == 0 { progress(Double(sample) / Double(samples)) }
    }
    return found.map(GradientMoments.init)
  }
}

extension GradientSample {
  /// - Parameters:
  ///   - statistics: [mean | log-variance].
  ///   - nats: -log p(x | z), with its gradient by the code.
  fileprivate init(
    statistics: [Float], noise: [Float], code: [Float], nats: Float, natsGradient: [Float]
  ) {
    let logRatio = code.indices.reduce(0) { sum, index in
      sum
        + logDensityRatio(
          code: code[index], noise: noise[index], rawLogVariance: statistics[code.count + index])
    }
    value = logRatio - Double(nats)
    slope = zip(natsGradient, code).map { -Double($0) - Double($1) }
    score = zip(noise, statistics[code.count...]).map {
      Double($0) * exp(-0.5 * Double(Engine.logVariance($1)))
    }
  }
}
