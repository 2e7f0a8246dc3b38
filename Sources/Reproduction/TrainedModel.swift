internal import Autoencoders
internal import Datasets
internal import Foundation
internal import ImageSets

/// The model that one preset came to with one seed, and what has been measured on it; measurements are kept in
/// the run's folder.
final class TrainedModel {
  let preset: Preset
  let seed: UInt64
  let model: Autoencoder
  let dataset: Dataset
  /// Seconds spent training.
  let seconds: Double
  /// The model that another preset came to with the same seed.
  let sibling: (String) throws -> TrainedModel
  private let tell: (ReproductionEvent) -> Void
  private var measurements: Measurements

  /// Posterior samples per image in evaluations.
  private static let samples = 16

  init(
    _ preset: Preset, seed: UInt64, model: Autoencoder, dataset: Dataset, seconds: Double,
    folder: String, tell: @escaping (ReproductionEvent) -> Void,
    sibling: @escaping (String) throws -> TrainedModel
  ) {
    self.preset = preset
    self.seed = seed
    self.model = model
    self.dataset = dataset
    self.seconds = seconds
    self.sibling = sibling
    self.tell = tell
    measurements = Measurements(folder: folder, of: model.fingerprint)
  }

  /// Whether a metric was measured before.
  func hasMeasured(_ metric: ReproductionMetric) -> Bool { measurements[metric] != nil }

  /// The value that was kept of a metric, or else what `measure` gives, which is kept.
  func measured(_ metric: ReproductionMetric, _ measure: () throws -> Double) throws -> Double {
    if let value = measurements[metric] { return value }
    let value = try measure()
    measurements[metric] = value
    try measurements.save()
    return value
  }

  lazy var evaluator = evaluator(of: dataset.test)
  lazy var evaluation = evaluator.evaluate(model, seed: 0, samples: Self.samples)
  lazy var trainingEvaluation = evaluator(of: dataset.train).evaluate(model, seed: 0)
  lazy var codes = CodedDataset(train: dataset.train, test: dataset.test, by: model)

  /// Does a slow measurement, and tells how far it is.
  func withProgress<Result>(
    _ measurement: String, _ measure: ((Double) -> Void) -> Result
  ) -> Result {
    defer { tell(.measured) }
    return measure { tell(.measuring(measurement, fraction: $0)) }
  }

  private func evaluator(of images: LabeledImages) -> Evaluator {
    Evaluator(images: images, model: model.configuration, capacity: model.capacity)
  }

  /// E[mean²] and E[exp s] of each latent over the training images, s being what the second head gives.
  var printedMoments: [(squaredMean: Double, scale: Double)] {
    guard case .logDeviation(let dimensions, let noise) = model.configuration.latent else {
      return []
    }
    let posteriors = evaluator(of: dataset.train).posteriors(model)
    let images = Double(posteriors.count / (2 * dimensions))
    return (0..<dimensions).map { dimension in
      var (squares, scales) = (0.0, 0.0)
      for first in stride(from: 0, to: posteriors.count, by: 2 * dimensions) {
        let mean = Double(posteriors[first + dimension])
        let logVariance = Double(posteriors[first + dimensions + dimension])
        squares += mean * mean
        scales += exp(logVariance / 2) / Double(noise)
      }
      return (squares / images, scales / images)
    }
  }

  /// The mean over test images of the squared norm of the encoder's Jacobian.
  var jacobianNorm: Double {
    let codes = evaluator.codes(model)
    let width = model.configuration.latentCount
    let matrix = Matrix.contiguous(rows: codes.count / width, columns: width)
    matrix.buffer.write(codes)
    return model.squaredJacobianNorm(at: matrix) ?? .nan
  }
}
