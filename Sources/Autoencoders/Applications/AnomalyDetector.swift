public import ImageSets

/// Scores images by how little they are like those a model was trained on.
public struct AnomalyDetector {
  /// The score that images are compared by.
  public let score: AnomalyScore
  /// The scores of the training images, or of those that serve as references.
  public private(set) var trainingScores: [Double]
  private let model: Autoencoder
  private let density: LocalDensity?
  private let errorScale: StandardScale
  private let densityScale: StandardScale

  /// - Parameters:
  ///   - score: the score that images are compared by.
  ///   - model: a model trained on normal images.
  ///   - images: those that the model was trained on, at least two.
  public init(_ score: AnomalyScore, model: Autoencoder, training images: LabeledImages) {
    precondition(
      model.configuration.isVariational || !score.isVariational,
      "\(score.rawValue) of a deterministic code")
    self.score = score
    self.model = model
    let references = LocalDensity.references(of: images.count)
    let readings = Evaluator(
      images: images.choosing(references), model: model.configuration, capacity: model.capacity
    ).readings(model)
    density =
      score == .densityRatio || score == .combined
      ? LocalDensity(
        codes: readings.flatMap(\.code), dimensions: model.configuration.latentCount,
        on: model.engine) : nil
    let ratios = density?.referenceRatios ?? [Double](repeating: 0, count: readings.count)
    errorScale = StandardScale(readings.map(\.relativeError))
    densityScale = StandardScale(ratios)
    trainingScores = []
    trainingScores = zip(readings, ratios).map(value)
  }

  /// The score of each image.
  public func scores(of images: LabeledImages) -> [Double] {
    let readings = Evaluator(
      images: images, model: model.configuration, capacity: model.capacity
    ).readings(model)
    let ratios =
      density?.ratios(of: readings.flatMap(\.code), on: model.engine)
      ?? [Double](repeating: 0, count: readings.count)
    return zip(readings, ratios).map(value)
  }

  private func value(_ reading: ImageReading, densityRatio: Double) -> Double {
    switch score {
    case .densityRatio: densityRatio
    case .combined: errorScale.place(reading.relativeError) + densityScale.place(densityRatio)
    default: reading.value(of: score)
    }
  }
}

/// Places numbers in standard deviations from a mean.
private struct StandardScale {
  private let mean: Double
  private let deviation: Double

  init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.mean = mean
    deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
  }

  func place(_ value: Double) -> Double { deviation > 0 ? (value - mean) / deviation : 0 }
}
