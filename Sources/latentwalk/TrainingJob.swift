internal import Autoencoders
internal import Datasets
internal import Explorer
internal import Foundation
internal import ImageSets
internal import Pictures

/// A training run as the command line asks for it.
struct TrainingJob: Sendable {
  var preset: Preset
  /// The data set that `--data` names; the best there is when nil.
  var data: String?
  /// The classes whose images alone are seen; all when nil. A run that is resumed knows its own.
  var classes: [UInt8]?
  /// Where the run goes; a new folder among the user's data when nil.
  var out: String?
  var isResumed = false
  /// The learning rate that a resumed run goes on with; its own when nil.
  var learningRate: Float?
  /// Epochs from one picture of the latent space to the next; none are made when nil.
  var pictureInterval: Int?
  var threads: Int
  var environment: ProgramEnvironment

  /// Checks what can be wrong before any data is read.
  func check() throws {
    if isResumed {
      _ = try RunFolder.open(out ?? "")
    } else if let out {
      try RunFolder.checkVacant(out)
    }
  }

  /// Everything a run needs, ready to start.
  struct Prepared {
    let run: TrainingRun
    let summary: RunSummary
    let folder: RunFolder
    let dataset: Dataset
    /// The classes whose images alone are seen; all when nil.
    let classes: [UInt8]?
    let pictures: PictureRecorder?
    /// Writes the run's log.
    let metrics: MetricsRecorder
    /// What is different from when the run was trained last, or came to light since, in a line each.
    let notices: [String]
    /// Lines of a resumed run's log that could not be read.
    let damagedLines: [Int]

    /// Trains to the end, until `control` says otherwise.
    func train(_ control: TrainingControl) throws -> TrainingEnding {
      do { return try run.run(control) } catch let error as DivergenceError {
        throw RunError.diverged(path: folder.path, error)
      }
    }

    /// The warning about a log that was found damaged.
    var warning: MetricsWarning? {
      damagedLines.isEmpty ? nil : .damaged(lines: damagedLines, folder)
    }

    /// The warning about lines that the log lacks after the run.
    var loss: MetricsWarning? {
      metrics.lostLines == 0 ? nil : .lost(lines: metrics.lostLines, folder)
    }
  }

  /// Finds the data, opens or creates the folder, and puts the run together.
  ///
  /// - Parameter observers: who else watches; told the log so far of a run that is resumed, and how it is trained.
  func prepare(
    _ observers: (RunSummary, [MetricsLine], RunConfiguration) -> [any TrainingObserver]
  ) throws -> Prepared {
    let existing = isResumed ? try RunFolder.open(out ?? "") : nil
    let checkpoint = try existing.flatMap { $0.hasSaved ? try $0.checkpoint() : nil }
    let classes = existing.map { $0.configuration.dataset.classes } ?? classes
    let dataset = try environment.locator.find(
      data ?? existing?.configuration.dataset.source, classes: classes)
    let reference = DatasetReference(dataset, classes: classes)
    if let expected = existing?.configuration.dataset, expected.fingerprint != reference.fingerprint
    {
      throw RunError.differentData(expected: expected, found: reference)
    }
    try checkSize(of: dataset)
    let engine = try environment.engine(threads: threads)
    let configuration = RunConfiguration(
      preset: preset.name, model: preset.model, training: preset.training, dataset: reference,
      kernels: engine.kernelName)
    let images = dataset.train.holdingOut(preset.training.validationImages ?? 0)
    let trainer = try makeTrainer(existing, checkpoint, images.rest, engine)
    let notices = existing.map { noticesOfResuming($0, as: configuration) } ?? []
    let folder = try existing?.configured(configuration) ?? createFolder(of: configuration)
    let log = try existing?.metrics(before: trainer.position)
    let summary = RunSummary(preset: preset.name, dataset: dataset.name, path: folder.path)
    let pictures = pictureInterval.map { PictureRecorder(folder: folder, every: $0) }
    let recorder = try folder.recorder(resumingAt: existing == nil ? nil : trainer.position)
    let run = folder.run(
      of: trainer, log: recorder, test: dataset.test, heldOut: images.heldOut,
      observers: [pictures].compactMap(\.self) + observers(summary, log?.lines ?? [], configuration)
    )
    return Prepared(
      run: run, summary: summary, folder: folder, dataset: dataset, classes: classes,
      pictures: pictures, metrics: recorder, notices: notices, damagedLines: log?.damagedLines ?? []
    )
  }

  private func createFolder(of configuration: RunConfiguration) throws -> RunFolder {
    if let out { return try RunFolder.create(out, configuration) }
    do {
      return try RunFolder.create(environment.newRunPath(configuration), configuration)
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
    _ existing: RunFolder?, _ checkpoint: Checkpoint?, _ images: LabeledImages, _ engine: Engine
  ) throws -> Trainer {
    let training = preset.training
    guard let existing, let checkpoint else {
      return Trainer(training, of: preset.model, images: images, on: engine)
    }
    if checkpoint.position.epoch >= training.epochs {
      throw RunError.alreadyFinished(path: existing.path, epochs: checkpoint.position.epoch)
    }
    if let best = checkpoint.position.best, training.hasStoppedEarly(at: checkpoint.position) {
      throw RunError.stoppedEarly(
        path: existing.path, epochs: checkpoint.position.epoch, best: best.epoch)
    }
    let trainer = try existing.trainer(
      resuming: checkpoint, training, images: images, on: engine)
    if let learningRate { trainer.changeLearningRate(to: learningRate) }
    if let error = trainer.givenUpFor { throw RunError.diverged(path: existing.path, error) }
    return trainer
  }
}

extension DatasetLocator {
  /// The data set that `request` names, reduced to the images of some classes where they are given.
  func find(_ request: String?, classes: [UInt8]?) throws(DatasetError) -> Dataset {
    let dataset = try find(request)
    guard let classes else { return dataset }
    return try dataset.keeping(classes: Set(classes))
  }
}

extension DatasetReference {
  init(_ dataset: Dataset, classes: [UInt8]?) {
    let source: String =
      switch dataset.origin {
      case .folder(let path), .archive(let path): URL(filePath: path).standardizedFileURL.path
      case .drawn: dataset.name
      }
    self.init(
      name: dataset.name, source: source, trainImages: dataset.train.count,
      testImages: dataset.test.count, fingerprint: dataset.fingerprint, classes: classes)
  }
}
