internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets

/// The runs of presets that cards need, each in a folder of its own: trained once, read afterwards.
struct ReproductionRuns {
  let dataset: Dataset
  let reference: DatasetReference
  let folder: String
  /// The folders of runs that are elsewhere, by their names here.
  let places: [String: String]
  let engine: Engine
  let tell: (ReproductionEvent) -> Void

  /// Where the run, or the measurements, of this name are kept.
  func path(_ name: String, seed: UInt64) -> String {
    let name = "\(name)-\(seed)"
    let own = "\(folder)/\(name)"
    return exists(own) ? own : places[name] ?? own
  }

  /// Whether a preset was trained with `seed` to its end.
  func isFinished(_ preset: Preset, seed: UInt64) -> Bool {
    isFinished(preset.seeded(seed), path(preset.name, seed: seed))
  }

  /// The model of a preset, trained now or before.
  func trained(
    _ preset: Preset, seed: UInt64, in card: ReproductionCard
  ) throws -> TrainedModel {
    let preset = preset.seeded(seed)
    let path = path(preset.name, seed: seed)
    if !isFinished(preset, path) { try train(preset, path) }
    let run = try RunFolder.open(path)
    let checkpoint = try run.checkpoint()
    if run.lacksModel(of: checkpoint) { try RunWriter.open(path).completeModel(of: checkpoint) }
    let model = Autoencoder(
      try run.model(), capacity: preset.model.capacity(for: Evaluator.imagesAtOnce), on: engine)
    return TrainedModel(
      preset, seed: seed, model: model, dataset: dataset,
      seconds: checkpoint.position.seconds, folder: path, tell: tell
    ) { name in
      guard case .preset(let other) = card.subject(name)?.work else {
        preconditionFailure("\(card.name) has no preset \(name)")
      }
      return try trained(other, seed: seed, in: card)
    }
  }

  /// How long training a preset takes, from its first steps; nil where there is but one.
  func estimatedSeconds(_ preset: Preset) throws -> Double? {
    let trainer = Trainer(
      preset.training, of: preset.model,
      images: dataset.train.prefix(64 * preset.training.batchSize), on: engine)
    let clock = ContinuousClock()
    _ = try trainer.step()
    let start = clock.now
    var steps = 0
    while clock.now - start < .milliseconds(500), !trainer.isEpochComplete {
      _ = try trainer.step()
      steps += 1
    }
    let rate = WorkRate(Double(steps), in: (clock.now - start) / .seconds(1))
    let stepsPerEpoch = EpochOrder.batchCount(
      images: dataset.train.count, batchSize: preset.training.batchSize)
    return rate.seconds(for: Double(stepsPerEpoch * preset.training.epochs))
  }

  private func train(_ preset: Preset, _ path: String) throws {
    let images = dataset.train.holdingOut(preset.training.validationImages ?? 0)
    let (writer, saved) = try open(preset, path)
    let trainer =
      try saved?.trainer(preset.training, images: images.rest, on: engine)
      ?? Trainer(preset.training, of: preset.model, images: images.rest, on: engine)
    if let error = trainer.givenUpFor { throw ReproductionError.diverged(path: path, error) }
    let sound = saved?.sound(preset.training, images: images.rest, on: engine)
    for notice in [saved?.notice, sound?.notice].compactMap(\.self) { tell(.notice(notice)) }
    let saver = try RunSaver(writer, of: trainer, resumingAt: saved?.checkpoint)
    saver.tell = { tell(.notice(RunNotice($0, path: path))) }
    let run = saver.run(
      test: dataset.test, heldOut: images.heldOut, observers: [EpochTeller(tell)],
      sound: sound?.state)
    let kept = try saver.train(run, rescue: nil)
    for notice in kept.notices { tell(.notice(notice)) }
    if let error = kept.divergence { throw ReproductionError.diverged(path: path, error) }
  }

  /// The writer of a run that goes on or begins, and what it goes on from.
  private func open(_ preset: Preset, _ path: String) throws -> (RunWriter, SavedState?) {
    if let run = try existing(preset, path), run.hasSaved {
      let writer = try RunWriter.open(path)
      // Only now can no other process train it further.
      return (writer, try SavedState(writer.folder))
    }
    try removeUnsaved(path)
    let configuration = RunConfiguration(
      preset: preset.name, model: preset.model, training: preset.training, dataset: reference,
      kernels: engine.kernelName)
    return (try RunWriter.create(path, configuration), nil)
  }

  private func isFinished(_ preset: Preset, _ path: String) -> Bool {
    guard let run = try? existing(preset, path), let checkpoint = try? run.checkpoint() else {
      return false
    }
    return checkpoint.position.epoch >= preset.training.epochs
      || preset.training.hasStoppedEarly(at: checkpoint.position)
  }

  /// Removes a run that saved nothing to go on from.
  private func removeUnsaved(_ path: String) throws {
    if RunFolder.isRun(path) { try RunFolder.delete(path) }
  }

  /// The run of this preset on this data; a run of another is somebody's.
  private func existing(_ preset: Preset, _ path: String) throws -> RunFolder? {
    guard RunFolder.isRun(path) else { return nil }
    let run = try RunFolder.open(path)
    var training = run.configuration.training
    training.seed = preset.training.seed
    guard training == preset.training, run.configuration.model == preset.model
    else { throw RunFolderError.holdsRun(path: path) }
    guard run.configuration.dataset.fingerprint == reference.fingerprint else {
      throw ReproductionError.otherData(path: path, dataset: run.configuration.dataset.name)
    }
    return run
  }
}

extension Preset {
  /// The preset trained with another random seed.
  fileprivate func seeded(_ seed: UInt64) -> Preset {
    var preset = self
    preset.training.seed = seed
    return preset
  }
}

/// Tells of the epochs of a run.
private final class EpochTeller: TrainingObserver {
  private let tell: (ReproductionEvent) -> Void

  init(_ tell: @escaping (ReproductionEvent) -> Void) { self.tell = tell }

  func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .epochEnded(let report): tell(.epochEnded(report))
    case .wentBack:
      if let change = run.trainer.position.changes.last {
        tell(.wentBack(change, of: run.trainer.configuration))
      }
    case .ended: tell(.trainingEnded)
    case .began, .stepped, .courseChanged: break
    }
  }
}
