internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation

/// What came of one recipe with one seed, and what has been measured on it; measurements are kept in
/// the run's folder.
final class TrainedModel {
  let recipe: Recipe
  let seed: UInt64
  let model: Autoencoder
  let dataset: Dataset
  /// Seconds spent training.
  let seconds: Double
  /// The model that another recipe came to with the same seed.
  let sibling: (String) throws -> TrainedModel
  private var measurements: Measurements

  /// Posterior samples an image in evaluations.
  private static let samples = 16

  init(
    _ recipe: Recipe, seed: UInt64, model: Autoencoder, dataset: Dataset, seconds: Double,
    folder: String, sibling: @escaping (String) throws -> TrainedModel
  ) {
    self.recipe = recipe
    self.seed = seed
    self.model = model
    self.dataset = dataset
    self.seconds = seconds
    self.sibling = sibling
    measurements = Measurements(folder: folder, of: model.fingerprint)
  }

  /// The value of a metric, measured once.
  func value(of metric: ReproductionMetric) throws -> Double {
    if let value = measurements.values[metric.name] { return value }
    let value = try metric.measure?(self) ?? .nan
    measurements.values[metric.name] = value
    try measurements.save()
    return value
  }

  lazy var evaluator = evaluator(of: dataset.test)
  lazy var evaluation = evaluator.evaluate(model, seed: 0, samples: Self.samples)
  lazy var trainingEvaluation = evaluator(of: dataset.train).evaluate(model, seed: 0)
  lazy var codes = CodedDataset(dataset, by: model)

  private func evaluator(of images: LabeledImages) -> Evaluator {
    Evaluator(images: images, model: model.configuration, capacity: model.capacity)
  }

  /// E[mean²] and E[exp s] of each latent over the training images, s being what the second head gives.
  var seedMoments: [(squaredMean: Double, scale: Double)] {
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
    let rows = codes.count / width
    let matrix = Matrix(
      buffer: FloatBuffer(count: codes.count), offset: 0, rows: rows, columns: width, stride: width)
    matrix.buffer.write(codes)
    return Contraction.squaredNorm(model, codes: matrix) ?? .nan
  }
}

/// Numbers measured on a model or by an experiment, in a file of their own.
struct Measurements {
  private struct Contents: Codable {
    var fingerprint: UInt32
    var values: [String: Double]
  }

  private let path: String
  private let fingerprint: UInt32
  var values: [String: Double] = [:]

  /// Those kept in `folder`, if they are of the same thing.
  ///
  /// - Parameter fingerprint: tells what was measured.
  init(folder: String, of fingerprint: UInt32) {
    path = "\(folder)/measurements.json"
    self.fingerprint = fingerprint
    guard let bytes = try? readFile(path),
      let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes)),
      contents.fingerprint == fingerprint
    else { return }
    values = contents.values
  }

  /// What has been measured in `folder`, of whatever it was.
  static func names(in folder: String) -> Set<String> {
    guard let bytes = try? readFile("\(folder)/measurements.json"),
      let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes))
    else { return [] }
    return Set(contents.values.keys)
  }

  func save() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    // A value that is no number would not come back; it is measured again.
    let contents = Contents(fingerprint: fingerprint, values: values.filter(\.value.isFinite))
    try writeFile(Array(try encoder.encode(contents)), to: path)
  }
}
