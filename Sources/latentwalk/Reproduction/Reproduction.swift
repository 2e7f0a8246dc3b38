internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import ProgramOptions
internal import TerminalUI

/// Trains the presets of cards, each in a run folder of its own, runs their experiments, and measures
/// what came out.
struct Reproduction {
  let dataset: Dataset
  /// What runs say of `dataset`.
  let reference: DatasetReference
  let folder: String
  /// Runs of each preset; in a report at most, all there are when nil.
  var seeds: Int?
  let threads: Int
  /// Trains and measures nothing, and tells of what was before.
  var isReport = false
  let environment: ProgramEnvironment

  func run(_ card: ReproductionCard) throws -> [ReproductionVerdict] {
    if !isReport { announce(card) }
    var results: [ReproductionResult] = []
    for subject in card.subjects {
      let seeds = seeds(of: subject, in: card)
      for seed in seeds {
        if !isReport {
          printError("\(card.name) \(subject.name), seed \(seed) of \(seeds.count)\n")
        }
        if let result = try result(of: subject, in: card, seed: seed) { results.append(result) }
      }
    }
    return card.claims.filter { claim in results.contains { $0.subject == claim.subject } }
      .map { ReproductionVerdict(card, $0, results) }
  }

  private static let standardSeeds = 3

  /// The seeds to train with, or, in a report, those that were trained with.
  private func seeds(of subject: ReproductionSubject, in card: ReproductionCard) -> [UInt64] {
    guard isReport else { return Array(1...UInt64(seeds ?? Self.standardSeeds)) }
    let found = (1...).lazy.prefix { seed in
      seed <= seeds ?? .max && exists(path(subject.name, seed: UInt64(seed)))
    }
    return found.map { UInt64($0) }.filter { isTrained(subject, in: card, seed: $0) }
  }

  /// All models are trained that a card's questions about a subject need.
  private func isTrained(
    _ subject: ReproductionSubject, in card: ReproductionCard, seed: UInt64
  ) -> Bool {
    let compared = card.metrics(of: subject.name).compactMap(\.comparison?.preset)
    let others = card.subjects.filter { compared.contains($0.name) }
    return ([subject] + others).flatMap(\.presets).allSatisfy {
      isFinished($0, path($0.name, seed: seed))
    }
  }

  /// Says before a card starts how long its training takes.
  private func announce(_ card: ReproductionCard) {
    var seconds = 0.0
    let presets = card.subjects.flatMap(\.presets)
    for (index, preset) in presets.enumerated()
    where !presets[..<index].contains(where: { $0.name == preset.name }) {
      let open = (1...UInt64(seeds ?? Self.standardSeeds)).count {
        !isFinished(preset, path(preset.name, seed: $0))
      }
      guard open > 0, let each = try? estimatedSeconds(preset) else { continue }
      seconds += Double(open) * each
    }
    if seconds > 2 {
      printError("\(card.name) \(card.title): about \(clockText(seconds)) of training to do\n")
    }
  }

  /// How long training a preset takes, from its first steps.
  private func estimatedSeconds(_ preset: Preset) throws -> Double {
    let trainer = Trainer(
      preset.training, of: preset.model,
      images: dataset.train.prefix(64 * preset.training.batchSize),
      on: try environment.engine(threads: threads))
    let clock = ContinuousClock()
    _ = try trainer.step()
    let start = clock.now
    var steps = 0
    while clock.now - start < .milliseconds(500), !trainer.isEpochComplete {
      _ = try trainer.step()
      steps += 1
    }
    let perStep = (clock.now - start) / .seconds(1) / Double(max(steps, 1))
    let stepsPerEpoch = EpochOrder.batchCount(
      images: dataset.train.count, batchSize: preset.training.batchSize)
    return perStep * Double(stepsPerEpoch * preset.training.epochs)
  }

  /// - Returns: nil in a report, where something is to be measured yet or anew.
  private func result(
    of subject: ReproductionSubject, in card: ReproductionCard, seed: UInt64
  ) throws -> ReproductionResult? {
    switch subject {
    case .preset(let preset):
      let trained = try trained(preset, seed: seed, in: card)
      let metrics = card.metrics(of: preset.name)
      if isReport, try !metrics.allSatisfy(trained.isMeasured) { return nil }
      var values: [String: Double] = [:]
      for metric in metrics {
        values[metric.name] = try trained.value(of: metric)
      }
      return ReproductionResult(
        subject: preset.name, seed: seed, values: values, seconds: trained.seconds)
    case .experiment(let experiment):
      return try result(of: experiment, in: card, seed: seed)
    }
  }

  private func result(
    of experiment: ReproductionExperiment, in card: ReproductionCard, seed: UInt64
  ) throws -> ReproductionResult? {
    let folder = path(experiment.name, seed: seed)
    let models = try experiment.presets.map { try trained($0, seed: seed, in: card) }
    var measurements = Measurements(
      folder: folder, of: models.reduce(reference.fingerprint) { $0 &* 31 &+ $1.model.fingerprint })
    let wanted = card.metrics(of: experiment.name).map(\.name)
    if !wanted.allSatisfy(measurements.values.keys.contains) {
      if isReport { return nil }
      let clock = ContinuousClock()
      let start = clock.now
      let setting = ExperimentSetting(
        dataset: dataset, seed: seed, engine: try environment.engine(threads: threads),
        models: models)
      measurements.values = try experiment.run(setting)
      measurements.values[Self.secondsKey] = (clock.now - start) / .seconds(1)
      try createFolder(folder)
      try measurements.save()
    }
    return ReproductionResult(
      subject: experiment.name, seed: seed, values: measurements.values,
      seconds: measurements.values[Self.secondsKey] ?? 0)
  }

  private static let secondsKey = "seconds"

  // MARK: - Training

  private func path(_ name: String, seed: UInt64) -> String { "\(folder)/\(name)-\(seed)" }

  /// The model of a preset, trained now or before.
  private func trained(
    _ preset: Preset, seed: UInt64, in card: ReproductionCard
  ) throws -> TrainedModel {
    var preset = preset
    preset.training.seed = seed
    let path = path(preset.name, seed: seed)
    if !isFinished(preset, path) { try train(preset, path) }
    let run = try RunFolder.open(path)
    let model = Autoencoder(
      try run.model(), capacity: preset.model.capacity(for: Evaluator.imagesAtOnce),
      on: try environment.engine(threads: threads))
    return TrainedModel(
      preset, seed: seed, model: model, dataset: dataset,
      seconds: try run.checkpoint().position.seconds, folder: path
    ) { name in
      guard case .preset(let other) = card.subjects.first(where: { $0.name == name }) else {
        preconditionFailure("\(card.name) has no preset \(name)")
      }
      return try trained(other, seed: seed, in: card)
    }
  }

  private func train(_ preset: Preset, _ path: String) throws {
    let job = TrainingJob(
      preset: preset, data: reference.source, out: path, isResumed: try isInterrupted(preset, path),
      threads: threads, environment: environment)
    let prepared = try job.prepare { _, _ in [ReproductionProgress()] }
    try prepared.run.run()
  }

  private func isFinished(_ preset: Preset, _ path: String) -> Bool {
    guard let checkpoint = try? checkpoint(preset, path) else { return false }
    return checkpoint.position.epoch >= preset.training.epochs
      || preset.training.hasStoppedEarly(at: checkpoint.position)
  }

  /// Whether `path` holds a checkpoint to go on from. A run of this preset that saved nothing is
  /// removed; one of another is somebody's.
  private func isInterrupted(_ preset: Preset, _ path: String) throws -> Bool {
    if try checkpoint(preset, path) != nil { return true }
    if RunFolder.isRun(path) { try FileManager.default.removeItem(atPath: path) }
    return false
  }

  /// The last checkpoint of a run of this preset on this data.
  private func checkpoint(_ preset: Preset, _ path: String) throws -> Checkpoint? {
    guard RunFolder.isRun(path) else { return nil }
    let run = try RunFolder.open(path)
    var training = run.configuration.training
    training.seed = preset.training.seed
    guard training == preset.training, run.configuration.model == preset.model
    else { throw RunFolderError.holdsRun(path: path) }
    guard run.configuration.dataset.fingerprint == reference.fingerprint else {
      throw RunError.otherData(path: path, of: run.configuration.dataset.name)
    }
    return try? run.checkpoint()
  }
}

/// What an experiment works with.
struct ExperimentSetting {
  let dataset: Dataset
  let seed: UInt64
  let engine: Engine
  /// The models of its presets, trained with the same seed.
  let models: [TrainedModel]
}

/// Says on standard error how far a run is and how long it will take: after the first epoch from where it
/// started or went on, then in a line that is overwritten.
private final class ReproductionProgress: TrainingObserver {
  private var isFirst = true

  func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .epochEnded(let report):
      let left = "about \(clockText(report.secondsLeft)) left"
      let line = "epoch \(report.epoch) of \(report.epochs), \(left)"
      if StandardStream.error.isTerminal {
        overwriteErrorLine("  \(line)")
      } else if isFirst {
        printError("  \(line)\n")
      }
      isFirst = false
    case .ended: if StandardStream.error.isTerminal { overwriteErrorLine() }
    case .began, .stepped: break
    }
  }
}
