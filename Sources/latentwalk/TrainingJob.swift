internal import Autoencoders
internal import Datasets
internal import Explorer
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import Pictures

/// A training run as the command line asks for it.
struct TrainingJob: Sendable {
  var preset: Preset
  /// The data set that is asked for.
  var data = DataRequest()
  /// The classes whose images alone are seen; all when nil. A run that is resumed knows its own.
  var classes: ClassSelection?
  /// Where the run goes; a new folder among the user's data when nil.
  var out: String?
  var isResumed = false
  /// The learning rate that a resumed run goes on with; its own when nil.
  var learningRate: Float?
  /// Epochs from one picture of the latent space to the next; none are made when nil.
  var pictureInterval: Int?
  /// Seconds of training from one checkpoint to the next.
  var saveInterval = 10.0
  /// Whether TensorBoard's events are kept beside the log.
  var keepsEvents = true
  /// How much of the run's past its folder keeps; as much as usual, or as a run that is resumed kept, when nil.
  var history: HistoryPlan?
  /// The folder for a copy of the run where its own cannot be written; one among the user's data when nil.
  var rescue: String?
  var threads: Int
  var environment: ProgramEnvironment

  /// Checks what can be wrong before any data is read.
  func check() throws {
    if isResumed {
      _ = try RunFolder.open(out ?? "")
    } else if let out {
      try RunFolder.checkVacant(out)
    }
    try preset.training.checkShards()
    try environment.team?.check(shards: preset.training.shards)
  }

  /// Everything a run needs, ready to start.
  struct Prepared {
    let run: TrainingRun
    let summary: RunSummary
    let saver: RunSaver
    /// The folder for a copy of the run.
    let rescue: String
    let dataset: Dataset
    /// The classes whose images alone are seen; all when nil.
    let classes: [UInt8]?
    let pictures: PictureRecorder?
    let eventPictures: EventPictureRecorder?
    /// What is to be said before the run.
    let notices: [RunNotice]

    /// What kept pictures from being written.
    var pictureFailure: FileError? { pictures?.failure ?? eventPictures?.failure }

    /// The run's folder, as it was when the run was begun or gone on with.
    var folder: RunFolder { saver.writer.folder }

    /// Trains, and leaves nothing in memory that was to be written.
    ///
    /// - Returns: how that ended, and the error of a run that was given up.
    func train(_ control: TrainingControl) throws -> (kept: KeptTraining, failure: RunError?) {
      defer { CrashRecord.forget() }
      let kept = try saver.train(run, control, rescue: rescue)
      let failure = kept.divergence.map {
        runError($0, in: kept.storage.folder, isPlanned: summary.isPlanned)
      }
      return (kept, failure)
    }
  }

  /// Finds the data, opens or creates the folder, and puts the run together.
  ///
  /// - Parameter observers: who else watches; told the log so far of a run that is resumed, and how it is trained.
  func prepare(
    _ observers: (RunSummary, [MetricsLine], RunConfiguration) -> [any TrainingObserver]
  ) throws -> Prepared {
    // First of all, so that nobody changes what is read.
    let resumed = isResumed ? try RunWriter.open(out ?? "") : nil
    let existing = resumed?.folder
    let saved = try existing.flatMap { try $0.hasSaved ? SavedState($0) : nil }
    let checkpoint = saved?.checkpoint
    let recorded = existing?.configuration.dataset
    let whole = try environment.dataset(data, recorded: recorded, classes: nil)
    let asked = try recorded.map { $0.classes } ?? classes?.classes(of: whole)
    let dataset = try asked.map { try whole.keeping(classes: Set($0)) } ?? whole
    // A list that leaves some out ends with the classes there are.
    let classes = asked.map { $0.filter { $0 < max(10, dataset.classCount) } }
    var reference = DatasetReference(
      dataset, classes: classes, pixels: data.pixelRange ?? recorded?.pixels)
    reference.imagesMember = data.members?.images ?? recorded?.imagesMember
    reference.labelsMember = data.members?.labels ?? recorded?.labelsMember
    reference.classNames = try data.givenNames ?? recorded?.classNames
    if let expected = recorded, expected.fingerprint != reference.fingerprint {
      throw RunError.differentData(expected: expected, found: reference)
    }
    try checkSize(of: dataset)
    let preset = try isResumed ? preset : preset.fitted(to: dataset.train.shape)
    try preset.training.checkMemory(for: preset.model)
    let engine = try environment.engine(threads: threads)
    let configuration = RunConfiguration(
      preset: preset.name, model: preset.model, training: preset.training, dataset: reference,
      kernels: engine.kernelName)
    let images = dataset.train.holdingOut(preset.training.validationImages ?? 0)
    // Before anything else: a run that was killed after its last step has no trainer to go on with.
    if let checkpoint { try resumed?.completeModel(of: checkpoint) }
    let trainer = try makeTrainer(preset, existing, saved, images.rest, engine)
    // Bits are the same alone, where the others have another model or cannot share this one's batches.
    if let team = environment.team, (try? team.check(shards: preset.training.shards)) != nil {
      trainer.share(with: team)
    }
    let sound = saved?.sound(preset.training, images: images.rest, on: engine)
    var notices = existing.map { noticesOfResuming($0, as: configuration) } ?? []
    notices += [saved?.notice, sound?.notice].compactMap(\.self)
    if let existing, saved == nil { notices.append(.nothingSaved(path: existing.path)) }
    let writer = try resumed ?? createRun(configuration)
    try writer.configure(configuration)
    let log = try checkpoint.map { try writer.folder.metrics(before: $0) }
    if let log, !log.damagedLines.isEmpty {
      notices.append(.damaged(lines: log.damagedLines, log: writer.folder.metricsPath))
    }
    if !writer.isExclusive { notices.append(.notExclusive(path: writer.folder.path)) }
    let path = writer.folder.path
    let summary = RunSummary(
      preset: preset.name, dataset: dataset.name, path: path,
      isPlanned: SweepFolder.isPlanned(runAt: path))
    let pictures = pictureInterval.map { PictureRecorder(writer, every: $0) }
    let saver = try RunSaver(
      writer, of: trainer, resumingAt: checkpoint, keepsEvents: keepsEvents, history: history)
    let eventPictures = EventPictureRecorder(saver)
    let recorders: [(any TrainingObserver)?] = [pictures, eventPictures]
    let run = saver.run(
      test: dataset.test, heldOut: images.heldOut,
      observers: recorders.compactMap(\.self)
        + observers(summary, log?.lines ?? [], configuration),
      sound: sound?.state, secondsBetweenCheckpoints: saveInterval)
    return Prepared(
      run: run, summary: summary, saver: saver, rescue: rescue ?? environment.rescueFolder,
      dataset: dataset, classes: classes, pictures: pictures, eventPictures: eventPictures,
      notices: notices)
  }

  private func createRun(_ configuration: RunConfiguration) throws -> RunWriter {
    if let out { return try RunWriter.create(out, configuration) }
    do {
      return try RunWriter.create(environment.newRunPath(configuration), configuration)
    } catch RunFolderError.file(let error) {
      throw RunError.noPlaceForRuns(error)
    }
  }

  private func checkSize(of dataset: Dataset) throws(RunError) {
    let (images, batchSize) = (dataset.train.count, preset.training.batchSize)
    guard images >= batchSize else {
      throw .fewerImagesThanBatch(data: dataset.place, images: images, batchSize: batchSize)
    }
    let heldOut = preset.training.validationImages ?? 0
    guard images - heldOut >= batchSize else {
      throw .tooManyHeldOut(
        data: dataset.place, images: images, heldOut: heldOut, batchSize: batchSize)
    }
  }

  private func makeTrainer(
    _ preset: Preset, _ existing: RunFolder?, _ saved: SavedState?, _ images: LabeledImages,
    _ engine: Engine
  ) throws -> Trainer {
    let training = preset.training
    guard let existing, let saved else {
      return Trainer(training, of: preset.model, images: images, on: engine)
    }
    let checkpoint = saved.checkpoint
    if checkpoint.position.epoch >= training.epochs {
      throw RunError.alreadyFinished(path: existing.path, epochs: checkpoint.position.epoch)
    }
    if let best = checkpoint.position.best, training.hasStoppedEarly(at: checkpoint.position) {
      throw RunError.stoppedEarly(
        path: existing.path, epochs: checkpoint.position.epoch, best: best.epoch)
    }
    let trainer = try saved.trainer(training, images: images, on: engine)
    if let learningRate { trainer.changeLearningRate(to: learningRate) }
    if let error = trainer.givenUpFor {
      throw runError(
        error, in: existing, isPlanned: SweepFolder.isPlanned(runAt: existing.path))
    }
    return trainer
  }
}

/// The error of a run that was given up. The rate to try next is a quarter of the last, or the preset's own where
/// that is less still; none where a plan says the rate.
private func runError(
  _ error: DivergenceError, in folder: RunFolder, isPlanned: Bool
) -> RunError {
  guard !isPlanned else { return .diverged(path: folder.path, error, nextRate: nil) }
  let own = Preset.named(folder.configuration.preset)?.training.optimizer.rate
  let rate = min(Float(error.learningRate / 4), own ?? .infinity)
  return .diverged(path: folder.path, error, nextRate: rate)
}

extension DatasetReference {
  init(_ dataset: Dataset, classes: [UInt8]?, pixels: ClosedRange<Float>?) {
    let source: String =
      switch dataset.origin {
      case .folder(let path), .archive(let path): URL(filePath: path).standardizedFileURL.path
      case .drawn: dataset.name
      }
    self.init(
      name: dataset.name, source: source, trainImages: dataset.train.count,
      testImages: dataset.test.count, fingerprint: dataset.fingerprint, classes: classes,
      pixelRange: pixels.map { [$0.lowerBound, $0.upperBound] })
  }
}
