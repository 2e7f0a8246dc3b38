public import ImageSets

/// Trains a model on the images of some classes and asks how well a score tells all others apart.
public struct AnomalyExperiment: Sendable {
  /// The model that is trained.
  public let model: ModelConfiguration
  /// How it is trained.
  public let training: TrainingConfiguration
  /// The scores that are compared.
  public let scores: [AnomalyScore]

  /// An experiment that trains one model a set of normal classes.
  public init(
    model: ModelConfiguration, training: TrainingConfiguration, scores: [AnomalyScore]
  ) {
    self.model = model
    self.training = training
    self.scores = scores
  }

  /// Trains on the images of `normal` classes and scores all test images.
  ///
  /// - Returns: for each score, the scores of the test images in their order.
  public func testScores(
    normal: Set<UInt8>, train: LabeledImages, test: LabeledImages, on engine: Engine
  ) throws(DivergenceError) -> [[Double]] {
    let images = train.keeping(classes: normal)
    let trainer = Trainer(training, of: model, images: images, on: engine)
    try trainer.finish()
    return scores.map {
      AnomalyDetector($0, model: trainer.model, training: images).scores(of: test)
    }
  }

  /// The metrics of each score when everything but `normal` classes is an anomaly.
  public func metrics(
    normal: Set<UInt8>, train: LabeledImages, test: LabeledImages, on engine: Engine
  ) throws(DivergenceError) -> [DetectionMetrics] {
    let isAnomalous = test.labels.map { !normal.contains($0) }
    return try testScores(normal: normal, train: train, test: test, on: engine).map {
      DetectionMetrics(scores: $0, isAnomalous: isAnomalous)
    }
  }
}
