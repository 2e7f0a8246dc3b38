internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions

/// The questions that `eval` is asked about a model.
struct EvaluationQuestions {
  static let options =
    OptionList.images
    + OptionList(
      .samples, .seed, .importance, .mutualInformation, .neighbors, .probe, .baselines, .threads,
      .json)

  /// Codes drawn from each posterior where nobody asks for more or fewer.
  static let usualSamples = 16

  private let stored: StoredModel
  private let data: DataRequest
  private let threads: Int
  private let samples: Int
  private let seed: UInt64
  private let importanceSamples: Int?
  private let informationImages: Int?
  private let neighbors: Int?
  private let wantsProbe: Bool
  private let wantsBaselines: Bool

  /// Reads the options, and refuses those that a model has no answer to.
  init(_ arguments: Arguments, _ stored: StoredModel) throws(UsageError) {
    try Self.refuseUnused(arguments, by: stored.model.configuration)
    self.stored = stored
    data = try arguments.dataRequest()
    threads = arguments[.threads]
    samples = arguments[.samples]
    seed = arguments[.seed]
    importanceSamples = arguments[.importance]
    informationImages = arguments[.mutualInformation]
    neighbors = arguments[.neighbors]
    wantsProbe = arguments[.probe]
    wantsBaselines = arguments[.baselines]
  }

  /// Values of an image whose pairs make up a matrix that is still decomposed in minutes.
  private static let mostBaselineValues = 4096

  private static func refuseUnused(
    _ arguments: Arguments, by model: ModelConfiguration
  ) throws(UsageError) {
    if !model.isVariational {
      try arguments.refuse(
        .samples, .importance, .mutualInformation, because: "the model has no posterior")
      if model.corruption == nil, model.binarization != .dynamic {
        try arguments.refuse(.seed, because: "nothing is drawn for this model")
      }
    }
    if model.latent.hasFlow {
      try arguments.refuse(
        .mutualInformation, because: "it needs a Gaussian posterior, and a flow transforms this one"
      )
    }
    if model.binarization != nil {
      try arguments.refuse(
        .baselines, because: "they are of gray pixels, the model's are binarized")
    }
    if model.pixelCount > mostBaselineValues {
      try arguments.refuse(
        .baselines,
        because: "they decompose a matrix of all pairs of an image's values, of which "
          + "\(model.pixelCount) have too many")
    }
  }

  /// Evaluates the model on test images, and on training images where a question is about them.
  func answers() throws -> EvaluationReport {
    let dataset = try stored.dataset(data, .current)
    if neighbors != nil || wantsProbe { try dataset.requireLabels() }
    var report = answers(
      for: try stored.autoencoder(threads: threads), on: dataset,
      klWeight: stored.configuration?.training.objective.evaluationKLWeight ?? 1)
    report.classes = stored.configuration?.dataset.classes
    return report
  }

  private func answers(
    for model: Autoencoder, on dataset: Dataset, klWeight: Double
  ) -> EvaluationReport {
    let configuration = model.configuration
    let evaluator = Evaluator(
      images: dataset.test, model: configuration, capacity: model.capacity)
    let evaluation = withProgress("test images") {
      evaluator.evaluate(
        model, seed: seed, samples: samples, klWeight: klWeight, progress: $0)
    }
    var report = EvaluationReport(
      evaluation, of: configuration, dataset: dataset.name, seed: seed)
    report.structuralSimilarity = structuralSimilarity(evaluator, model)
    if configuration.likelihood == .bernoulli, configuration.binarization == nil {
      let floor = dataset.test.bernoulliFloor
      report.reconstructionFloor = floor
      report.reconstructionExcess = report.reconstruction - floor
    }
    if let importanceSamples {
      report.importanceSamples = importanceSamples
      report.negativeLogLikelihood = withProgress("importance samples") {
        evaluator.negativeLogLikelihood(
          model, seed: seed, samples: importanceSamples, progress: $0)
      }
    }
    answerInformation(&report, model, dataset.test)
    answerClasses(&report, model, dataset)
    if wantsBaselines {
      report.baseline = BaselineComparison(to: evaluation, of: model, on: dataset, seed: seed)
    }
    return report
  }

  /// Nil for images smaller than a window.
  private func structuralSimilarity(_ evaluator: Evaluator, _ model: Autoencoder) -> Double? {
    let side = min(evaluator.images.height, evaluator.images.width)
    guard side >= StructuralSimilarity.windowSide else { return nil }
    return evaluator.structuralSimilarity(model, seed: seed)
  }

  private func answerInformation(
    _ report: inout EvaluationReport, _ model: Autoencoder, _ images: LabeledImages
  ) {
    guard let informationImages else { return }
    let sample = images.spread(informationImages)
    let posterior = Evaluator(
      images: sample, model: model.configuration, capacity: model.capacity
    ).aggregatePosterior(model, seed: seed)
    let information = posterior.information(seed: seed, on: model.engine)
    report.informationImages = sample.count
    report.mutualInformation = information.mutual
    report.marginalKL = information.marginal
  }

  private func answerClasses(
    _ report: inout EvaluationReport, _ model: Autoencoder, _ dataset: Dataset
  ) {
    guard neighbors != nil || wantsProbe else { return }
    let codes = CodedDataset(train: dataset.train, test: dataset.test, by: model)
    if let neighbors {
      report.neighbors = neighbors
      report.neighborAccuracy = withProgress("nearest neighbors") {
        codes.neighborAccuracy(count: neighbors, progress: $0)
      }
    }
    if wantsProbe {
      report.probeAccuracy = withProgress("linear probe") { codes.probeAccuracy(progress: $0) }
    }
  }
}

extension Option {
  fileprivate static var samples: Option<Int> {
    Option<Int>(
      "--samples", .integer(1...100_000, as: "K"), default: EvaluationQuestions.usualSamples,
      help: "posterior samples per image")
  }

  fileprivate static var importance: Option<Int?> {
    Option<Int?>(
      "--importance", .integer(1...1_000_000, as: "K"),
      help: "also log p(x) from K importance samples per image")
  }

  fileprivate static var mutualInformation: Option<Int?> {
    Option<Int?>(
      "--mutual-information", .integer(2...60_000),
      help: "also I(x; z), from N images evenly spaced")
  }

  fileprivate static var neighbors: Option<Int?> {
    Option<Int?>(
      "--neighbors", .integer(1...1000, as: "K"),
      help: "also how often the K nearest training codes tell the class")
  }

  fileprivate static var probe: Option<Bool> {
    Option<Bool>("--probe", help: "also how often a linear classifier of codes tells the class")
  }

  fileprivate static var baselines: Option<Bool> {
    Option<Bool>(
      "--baselines", help: "also PCA with as long a code, or ridge regression for a denoiser")
  }
}
