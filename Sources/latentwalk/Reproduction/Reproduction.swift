internal import Autoencoders
internal import Datasets
internal import Explorer
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

/// Trains the recipes of cards, each in a run folder of its own, and evaluates them.
struct Reproduction {
  let data: String
  let folder: String
  let seeds: Int
  let threads: Int
  let environment: ProgramEnvironment

  /// Posterior samples an image in evaluations.
  private static let samples = 16

  func run(_ card: ReproductionCard) throws -> [ReproductionVerdict] {
    var runs: [ReproductionRun] = []
    for recipe in card.recipes {
      for seed in 1...seeds {
        printError("\(card.name) \(recipe.name), seed \(seed) of \(seeds)\n")
        runs.append(
          try run(recipe, seed: UInt64(seed), metrics: card.metrics(of: recipe.name)))
      }
    }
    return card.claims.map { ReproductionVerdict(card, $0, runs) }
  }

  private func run(
    _ recipe: Recipe, seed: UInt64, metrics: Set<ReproductionMetric>
  ) throws -> ReproductionRun {
    var recipe = recipe
    recipe.training.seed = seed
    let path = "\(folder)/\(recipe.name)-\(seed)"
    if let finished = try finishedRun(recipe, path, metrics) { return finished }
    let job = TrainingJob(
      recipe: recipe, data: data, out: path, isResumed: try isInterrupted(recipe, path),
      threads: threads, environment: environment)
    let prepared = try job.prepare { _, _ in [ReproductionProgress()] }
    try prepared.run.run()
    return try evaluated(
      recipe, prepared.run.trainer.model, prepared.dataset, metrics,
      seconds: prepared.run.trainer.position.seconds)
  }

  /// The result of a run of this recipe that came to its end before.
  private func finishedRun(
    _ recipe: Recipe, _ path: String, _ metrics: Set<ReproductionMetric>
  ) throws -> ReproductionRun? {
    guard let checkpoint = try checkpoint(recipe, path),
      checkpoint.position.epoch >= recipe.training.epochs
    else { return nil }
    let dataset = try environment.locator.find(data)
    let model = Autoencoder(
      checkpoint.model, capacity: recipe.model.capacity(for: TrainingJob.evaluationBatch),
      on: try environment.engine(threads: threads))
    return try evaluated(
      recipe, model, dataset, metrics, seconds: checkpoint.position.seconds)
  }

  /// Whether `path` holds a checkpoint to go on from. A run of this recipe that saved nothing is
  /// removed; one of another is somebody's.
  private func isInterrupted(_ recipe: Recipe, _ path: String) throws -> Bool {
    if try checkpoint(recipe, path) != nil { return true }
    if RunFolder.isRun(path) { try FileManager.default.removeItem(atPath: path) }
    return false
  }

  /// The last checkpoint of a run of this recipe.
  private func checkpoint(_ recipe: Recipe, _ path: String) throws -> Checkpoint? {
    guard RunFolder.isRun(path) else { return nil }
    let run = try RunFolder.open(path)
    guard run.configuration.training == recipe.training, run.configuration.model == recipe.model
    else { throw RunFolderError.holdsRun(path: path) }
    return try? run.checkpoint()
  }

  private func evaluated(
    _ recipe: Recipe, _ model: Autoencoder, _ dataset: Dataset,
    _ metrics: Set<ReproductionMetric>,
    seconds: Double
  ) throws -> ReproductionRun {
    let evaluation = Evaluator(
      images: dataset.test, model: recipe.model, capacity: model.capacity
    ).evaluate(model, seed: 0, samples: Self.samples)
    return ReproductionRun(
      recipe: recipe.name, seed: recipe.training.seed, evaluation: evaluation,
      pixels: dataset.test.pixelsPerImage,
      momentGap: metrics.contains(.momentGap) ? momentGap(model, dataset.train) : nil,
      neighborAccuracy: metrics.contains(.neighborAccuracy)
        ? neighborAccuracy(model, dataset, count: 5) : nil,
      seconds: seconds)
  }

  private func momentGap(_ model: Autoencoder, _ images: LabeledImages) -> Double? {
    let evaluation = Evaluator(
      images: images, model: model.configuration, capacity: model.capacity
    ).evaluate(model, seed: 0)
    return zip(evaluation.squaredMean, evaluation.variance).map { abs($0 + $1 - 1) }.max()
  }
}

/// Says on standard error how far a run is and how long it will take: after the first epoch, then in a
/// line that is overwritten.
private final class ReproductionProgress: TrainingObserver {
  func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .epochEnded(let report):
      let left = "about \(clockText(report.secondsLeft)) left"
      let line = "epoch \(report.epoch) of \(report.epochs), \(left)"
      if StandardStream.error.isTerminal {
        printError("\r\u{1b}[K  \(line)")
      } else if report.epoch == 1 {
        printError("  \(line)\n")
      }
    case .ended: if StandardStream.error.isTerminal { printError("\r\u{1b}[K") }
    case .began, .stepped: break
    }
  }
}
