package import Autoencoders
package import Datasets
internal import FileFormats

/// Trains the presets of cards, each in a run folder of its own, runs their experiments, and measures
/// what came out.
package struct Reproduction {
  private let dataset: Dataset
  private let folder: String
  /// Runs of each preset; in a report at most, all there are when nil.
  private let seeds: Int?
  /// Trains and measures nothing, and tells of what was before.
  private let isReport: Bool
  private let runs: ReproductionRuns
  private let engine: Engine
  private let tell: (ReproductionEvent) -> Void

  /// - Parameters:
  ///   - reference: what the configurations of runs say of `dataset`.
  ///   - folder: where the runs and the measurements of experiments are kept.
  ///   - seeds: runs of each preset, with the random seeds from 1 on; in a report at most so many, all
  ///     there are when nil.
  ///   - isReport: trains and measures nothing.
  ///   - tell: is told how work goes on.
  package init(
    dataset: Dataset, reference: DatasetReference, folder: String, seeds: Int?, isReport: Bool,
    on engine: Engine, tell: @escaping (ReproductionEvent) -> Void = { _ in }
  ) {
    self.dataset = dataset
    self.folder = folder
    self.seeds = seeds
    self.isReport = isReport
    self.engine = engine
    self.tell = tell
    runs = ReproductionRuns(
      dataset: dataset, reference: reference, folder: folder, engine: engine, tell: tell)
  }

  /// Trains what a card needs and holds its claims against what came out.
  ///
  /// - Returns: a verdict on each claim about a subject that has a result.
  /// - Throws: `ReproductionError`, or what training and saving throw.
  package func run(_ card: ReproductionCard) throws -> [ReproductionVerdict] {
    if !isReport { announce(card) }
    var results: [ReproductionResult] = []
    for subject in card.subjects {
      let seeds = seeds(of: subject, in: card)
      for seed in seeds {
        if !isReport {
          tell(.subject(subject.name, of: card.name, seed: seed, seeds: seeds.count))
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
      seed <= seeds ?? .max && exists(runs.path(subject.name, seed: UInt64(seed)))
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
      runs.isFinished($0, seed: seed)
    }
  }

  /// Says before a card starts how long its training takes.
  private func announce(_ card: ReproductionCard) {
    var seconds = 0.0
    let presets = card.subjects.flatMap(\.presets)
    for (index, preset) in presets.enumerated()
    where !presets[..<index].contains(where: { $0.name == preset.name }) {
      let open = (1...UInt64(seeds ?? Self.standardSeeds)).count {
        !runs.isFinished(preset, seed: $0)
      }
      guard open > 0, let each = try? runs.estimatedSeconds(preset) else { continue }
      seconds += Double(open) * each
    }
    tell(.card(card.name, title: card.title, trainingSeconds: seconds))
  }

  /// - Returns: nil in a report, where something is to be measured yet or anew.
  private func result(
    of subject: ReproductionSubject, in card: ReproductionCard, seed: UInt64
  ) throws -> ReproductionResult? {
    switch subject {
    case .preset(let preset): try result(of: preset, in: card, seed: seed)
    case .experiment(let experiment): try result(of: experiment, in: card, seed: seed)
    }
  }

  private func result(
    of preset: Preset, in card: ReproductionCard, seed: UInt64
  ) throws -> ReproductionResult? {
    let trained = try runs.trained(preset, seed: seed, in: card)
    let metrics = card.metrics(of: preset.name)
    if isReport, try !metrics.allSatisfy(trained.isMeasured) { return nil }
    var values: [String: Double] = [:]
    for metric in metrics {
      values[metric.name] = try trained.value(of: metric)
    }
    return ReproductionResult(
      subject: preset.name, seed: seed, values: values, seconds: trained.seconds)
  }

  private func result(
    of experiment: ReproductionExperiment, in card: ReproductionCard, seed: UInt64
  ) throws -> ReproductionResult? {
    let folder = runs.path(experiment.name, seed: seed)
    let models = try experiment.presets.map { try runs.trained($0, seed: seed, in: card) }
    var measurements = Measurements(
      folder: folder,
      of: models.reduce(runs.reference.fingerprint) { $0 &* 31 &+ $1.model.fingerprint })
    let wanted = card.metrics(of: experiment.name).map(\.name)
    if !wanted.allSatisfy(measurements.values.keys.contains) {
      if isReport { return nil }
      let clock = ContinuousClock()
      let start = clock.now
      let setting = ExperimentSetting(
        dataset: dataset, seed: seed, engine: engine, models: models)
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
}
