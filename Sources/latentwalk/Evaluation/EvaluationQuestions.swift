internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions

/// What `eval` is asked for.
struct EvaluationQuestions {
  private let samples: Int
  private let seed: UInt64
  private let importanceSamples: Int?
  private let informationImages: Int?
  private let neighbors: Int?
  private let wantsProbe: Bool
  private let wantsBaselines: Bool

  /// Reads the options, and refuses those that a model of `configuration` has no answer to.
  init(_ arguments: Arguments, _ configuration: ModelConfiguration) throws(UsageError) {
    samples = try arguments.integer("--samples", in: 1...100_000) ?? 16
    seed = try arguments.seed("--seed") ?? 0
    importanceSamples = try arguments.integer("--importance", in: 1...1_000_000)
    informationImages = try arguments.integer("--mutual-information", in: 2...60_000)
    neighbors = try arguments.integer("--neighbors", in: 1...1000)
    wantsProbe = arguments.has("--probe")
    wantsBaselines = arguments.has("--baselines")
    for option in ["--importance", "--mutual-information"] {
      guard configuration.isVariational || !arguments.has(option) else {
        throw UsageError.conflict(option: option, other: "a model without a posterior")
      }
    }
    guard !configuration.latent.hasFlow || informationImages == nil else {
      throw UsageError.conflict(
        option: "--mutual-information", other: "a posterior that a flow transforms")
    }
    guard configuration.binarization == nil || !wantsBaselines else {
      throw UsageError.conflict(option: "--baselines", other: "a model of binarized pixels")
    }
  }

  /// Evaluates a model on test images, and on training images where a question is about them.
  func answers(for model: Autoencoder, on dataset: Dataset, klWeight: Double) -> EvaluationReport {
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
