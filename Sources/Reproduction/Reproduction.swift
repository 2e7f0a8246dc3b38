package import Autoencoders
package import Datasets
internal import FileFormats

/// Trains the presets of cards, each in a run folder of its own, runs their experiments, and measures
/// what came out.
package struct Reproduction {
  private let dataset: Dataset
  /// Runs of each subject, the card's when nil; in a report at most, all there are when nil.
  private let seeds: Int?
  /// Trains and measures nothing, and tells of what was before.
  private let isReport: Bool
  private let runs: ReproductionRuns
  private let engine: Engine
  private let tell: (ReproductionEvent) -> Void

  /// A reproduction on one data set.
  ///
  /// - Parameters:
  ///   - reference: what the configurations of runs say of `dataset`.
  ///   - folder: where the runs and the measurements of experiments are kept.
  ///   - places: the folders of runs that are elsewhere, by the name and the seed that they have here.
  ///   - seeds: runs of each subject, with the random seeds from 1 on, as many as a card says when nil; in
  ///     a report at most so many, all there are when nil.
  ///   - isReport: trains and measures nothing.
  ///   - tell: is told how work goes on.
  package init(
    dataset: Dataset, reference: DatasetReference, folder: String,
    places: [String: String] = [:], seeds: Int?, isReport: Bool, on engine: Engine,
    tell: @escaping (ReproductionEvent) -> Void = { _ in }
  ) {
    self.dataset = dataset
    self.seeds = seeds
    self.isReport = isReport
    self.engine = engine
    self.tell = tell
    runs = ReproductionRuns(
      dataset: dataset, reference: reference, folder: folder, places: places, engine: engine,
      tell: tell)
  }

  /// Trains what a card needs and holds its claims against what came out.
  ///
  /// - Returns: a verdict on each claim; none in a report where the card has no result at all.
  /// - Throws: `ReproductionError`, or what training and saving throw.
  package func run(_ card: ReproductionCard) throws -> [ReproductionVerdict] {
    if !isReport { announce(card) }
    let found = try card.subjects.map { ($0, try results(of: $0, in: card)) }
    guard found.contains(where: { !$0.1.isEmpty }) else { return [] }
    return found.flatMap { subject, results in
      subject.claims.map { ReproductionVerdict($0, about: subject, of: card, results) }
    }
  }

  private func results(
    of subject: ReproductionSubject, in card: ReproductionCard
  ) throws -> [ReproductionResult] {
    let seeds = seeds(of: subject, in: card)
    return try seeds.compactMap { seed in
      if !isReport {
        tell(.subject(subject.name, of: card.name, seed: seed, seeds: seeds.count))
      }
      return try result(of: subject, in: card, seed: seed)
    }
  }

  /// The seeds to train with, or, in a report, those that were trained with.
  private func seeds(of subject: ReproductionSubject, in card: ReproductionCard) -> [UInt64] {
    guard isReport else { return Array(1...UInt64(seeds ?? card.seeds)) }
    let found = (1...).lazy.prefix { seed in
      seed <= seeds ?? .max && exists(runs.path(subject.name, seed: UInt64(seed)))
    }
    return found.map { UInt64($0) }.filter { isTrained(subject, in: card, seed: $0) }
  }

  /// All models are trained that a card's questions about a subject need.
  private func isTrained(
    _ subject: ReproductionSubject, in card: ReproductionCard, seed: UInt64
  ) -> Bool {
    let others = subject.claims.compactMap(\.metric.comparedSubject).compactMap(card.subject)
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
      let open = (1...UInt64(seeds ?? card.seeds)).count { !runs.isFinished(preset, seed: $0) }
      guard open > 0, let each = try? runs.estimatedSeconds(preset) else { continue }
      seconds += Double(open) * each
    }
    tell(.card(card.name, title: card.title, trainingSeconds: seconds))
  }

  /// - Returns: nil in a report, where something is to be measured yet or anew.
  private func result(
    of subject: ReproductionSubject, in card: ReproductionCard, seed: UInt64
  ) throws -> ReproductionResult? {
    let metrics = subject.claims.map(\.metric)
    return switch subject.work {
    case .preset(let preset): try result(of: preset, metrics, in: card, seed: seed)
    case .experiment(let experiment): try result(of: experiment, metrics, in: card, seed: seed)
    }
  }

  private func result(
    of preset: Preset, _ metrics: [ReproductionMetric], in card: ReproductionCard, seed: UInt64
  ) throws -> ReproductionResult? {
    let trained = try runs.trained(preset, seed: seed, in: card)
    if isReport, try !metrics.allSatisfy({ try $0.isMeasured(on: trained) }) { return nil }
    var values: [ReproductionMetric: Double] = [:]
    for metric in metrics { values[metric] = try metric.value(for: trained) }
    return ReproductionResult(seed: seed, values: values, seconds: trained.seconds)
  }

  private func result(
    of experiment: ReproductionExperiment, _ metrics: [ReproductionMetric],
    in card: ReproductionCard, seed: UInt64
  ) throws -> ReproductionResult? {
    let folder = runs.path(experiment.name, seed: seed)
    let models = try experiment.presets.map { try runs.trained($0, seed: seed, in: card) }
    var kept = Measurements(
      folder: folder,
      of: models.reduce(runs.reference.fingerprint) { $0 &* 31 &+ $1.model.fingerprint })
    var values = metrics.reduce(into: [:]) { $0[$1] = kept[$1] }
    if values.count < Set(metrics).count {
      if isReport { return nil }
      let clock = ContinuousClock()
      let start = clock.now
      values = try experiment.run(
        ExperimentSetting(dataset: dataset, seed: seed, engine: engine, models: models))
      precondition(
        metrics.allSatisfy { values[$0] != nil }, "\(experiment.name) gives \(values.keys)")
      for (metric, value) in values { kept[metric] = value }
      kept.seconds = (clock.now - start) / .seconds(1)
      try createFolder(folder)
      try kept.save()
    }
    return ReproductionResult(seed: seed, values: values, seconds: kept.seconds)
  }
}
