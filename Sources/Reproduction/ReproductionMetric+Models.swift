internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets

extension ReproductionMetric {
  static let crossEntropy = Self("cross-entropy per pixel", decimals: 4) {
    $0.evaluation.loss.reconstruction / Double($0.dataset.test.pixelsPerImage)
  }

  static let squaredError = Self("squared error per image", decimals: 3) {
    $0.evaluation.squaredError
  }

  static let negativeELBO = Self("-ELBO", decimals: 2) { $0.evaluation.loss.negativeELBO }

  /// The loss that training minimizes, with weight and adjustment.
  static let objective = Self("objective", decimals: 2) { $0.evaluation.loss.total }

  static let codeMean = Self("mean of the code", decimals: 2) {
    let codes = $0.evaluation.codes
    return codes.reduce(0) { $0 + Double($1) } / Double(max(codes.count, 1))
  }

  static let zeroShare = Self("share of the code that is zero", decimals: 3) {
    let codes = $0.evaluation.codes
    return Double(codes.count { $0 == 0 }) / Double(max(codes.count, 1))
  }

  static let peakSignalToNoise = Self("PSNR in dB", decimals: 2) {
    $0.evaluation.peakSignalToNoise(pixels: $0.dataset.test.pixelsPerImage)
  }

  static let structuralSimilarity = Self("SSIM", decimals: 4) {
    $0.evaluator.structuralSimilarity($0.model, seed: 0)
  }

  static let activeUnits = Self("active units", decimals: 1) {
    Double($0.evaluation.activeUnits)
  }

  /// The largest |E[mean²] + E[variance] - 1| of a latent dimension, zero where the KL term is
  /// stationary.
  static let momentGap = Self("gap of the moments, training images", decimals: 3) {
    let evaluation = $0.trainingEvaluation
    return zip(evaluation.squaredMean, evaluation.variance).map { abs($0 + $1 - 1) }.max() ?? .nan
  }

  /// The largest relative difference of E[mean²] from ½ (1 - E[exp s]), zero where the printed KL term is
  /// stationary.
  static let printedMomentGap = Self(
    "gap of the printed objective's identity, training images", decimals: 3
  ) {
    $0.printedMoments.map { abs($0.squaredMean / (0.5 * (1 - $0.scale)) - 1) }.max() ?? .nan
  }

  static let codeDeviation = Self("largest deviation of a latent's mean", decimals: 3) {
    $0.evaluation.varianceOfMean.map { $0.squareRoot() }.max() ?? .nan
  }

  /// The share of test images whose class most of their five nearest training codes have.
  static let neighborAccuracy = Self("5-NN accuracy on codes", decimals: 4) { trained in
    trained.withProgress("nearest neighbors") {
      trained.codes.neighborAccuracy(count: 5, progress: $0)
    }
  }

  /// Of a t-SNE map of the test images' codes.
  static let mapTrustworthiness = Self("trustworthiness of t-SNE", decimals: 4) { trained in
    let (engine, width) = (trained.model.engine, trained.model.configuration.latentCount)
    let codes = trained.evaluator.codes(trained.model)
    let map = TSNE().map(codes, dimensions: width, on: engine)
    return MapQuality(
      of: map, codes: codes, dimensions: width, labels: trained.dataset.test.labels, on: engine
    ).trustworthiness
  }

  static let probeError = Self("linear probe's error on codes, %", decimals: 2) { trained in
    100 * (1 - trained.withProgress("linear probe") { trained.codes.probeAccuracy(progress: $0) })
  }

  static func negativeLogLikelihood(samples: Int) -> Self {
    Self("-log p(x), \(samples) samples", decimals: 2) { trained in
      trained.withProgress("importance samples") {
        trained.evaluator.negativeLogLikelihood(
          trained.model, seed: 0, samples: samples, progress: $0)
      }
    }
  }

  /// The same, less that of another preset.
  static func gain(over preset: String, samples: Int) -> Self {
    comparison(
      "log p(x) above \(preset)'s, \(samples) samples", decimals: 2,
      of: negativeLogLikelihood(samples: samples), with: preset
    ) { own, other in other - own }
  }

  /// -ELBO in bits per pixel: what bits-back coding would take.
  static let bitsPerPixel = Self("-ELBO in bits per pixel", decimals: 4) {
    $0.evaluation.loss.negativeELBO / log(2) / Double($0.dataset.test.pixelsPerImage)
  }

  static let pseudoLogLikelihood = Self("pseudo-log-likelihood", decimals: 2) {
    BoltzmannMachine($0.model)?.pseudoLogLikelihood($0.dataset.test, units: 20, seed: 0) ?? .nan
  }

  static let jacobianNorm = Self("squared norm of the Jacobian", decimals: 3) {
    $0.jacobianNorm
  }

  /// The metric's value as a share of another preset's.
  static func ratio(of metric: Self, to preset: String) -> Self {
    comparison(
      "\(metric.name) as a share of \(preset)'s", decimals: 3, of: metric, with: preset
    ) { own, other in own / other }
  }
}
