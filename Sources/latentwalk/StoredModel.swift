internal import Autoencoders
internal import Datasets
internal import Explorer
internal import FileFormats
internal import ImageSets
internal import ProgramOptions

/// A model from a file or a run, and what is known of its training.
struct StoredModel: Sendable {
  let model: ModelSnapshot
  let configuration: RunConfiguration?
  private let metrics: [MetricsLine]
  private let ending: RunEnding?
  /// Places that were kept in the run's folder; nil where there is none to keep them in.
  private let bookmarks: Bookmarks?
  let path: String

  /// Opens a run's folder or a model file.
  init(path: String) throws {
    self.path = path
    guard isFolder(path) else {
      model = try ModelSnapshot(contentsOf: path)
      configuration = nil
      metrics = []
      ending = nil
      bookmarks = nil
      return
    }
    let folder = try RunFolder.open(path)
    model = try folder.model()
    configuration = folder.configuration
    metrics = try folder.metrics().lines
    ending = folder.ending(after: metrics)
    bookmarks = folder.keptPlaces
  }

  /// The screen's contents before any image was encoded.
  var snapshot: SessionSnapshot {
    var snapshot = SessionSnapshot(
      phase: .idle,
      summary: RunSummary(
        preset: configuration?.preset ?? printable(path),
        dataset: configuration?.dataset.name ?? "...", path: path))
    snapshot.model = model
    guard let configuration else { return snapshot }
    snapshot.history = LossHistory(metrics, of: configuration)
    snapshot.training = configuration.training
    snapshot.ending = ending
    snapshot.progress = TrainingProgress(
      epoch: metrics.last?.epoch ?? 0, epochs: configuration.training.epochs, step: model.step,
      imagesPerSecond: 0, secondsLeft: nil)
    if let bookmarks {
      snapshot.folder = path
      snapshot.bookmarks = bookmarks
    }
    return snapshot
  }

  /// Epochs that the model had seen; nil where no log tells.
  private var epoch: Double? { metrics.last { $0.step <= model.step }?.epoch }

  /// The images that `data` names, or those that the run was trained and tested on: of all classes,
  /// or of those that the run kept.
  func dataset(_ data: DataRequest, _ environment: ProgramEnvironment) throws -> Dataset {
    try dataset(data, classes: configuration?.dataset.classes, environment)
  }

  /// The images of some classes, or of all.
  func dataset(
    _ data: DataRequest, classes: [UInt8]?, _ environment: ProgramEnvironment
  ) throws -> Dataset {
    let dataset = try environment.dataset(
      data, recorded: configuration?.dataset, classes: classes)
    let image = model.configuration.imageShape
    guard dataset.test.shape == image else {
      throw RunError.wrongImageShape(model: image, data: dataset.test.shape)
    }
    return dataset
  }

  /// The snapshot with the codes of the test images, and with what an evaluation says of them.
  ///
  /// - Parameter early: takes the codes alone, as soon as they are there.
  func withCodes(
    data: DataRequest, threads: Int, _ environment: ProgramEnvironment,
    early: (SessionSnapshot) -> Void = { _ in }
  ) throws -> SessionSnapshot {
    let dataset = try dataset(data, environment)
    let capacity = model.configuration.capacity(for: Evaluator.imagesAtOnce)
    let working = Autoencoder(
      model, capacity: capacity, on: try environment.engine(threads: threads))
    let evaluator = Evaluator(
      images: dataset.test, model: model.configuration, capacity: capacity)
    var snapshot = snapshot
    snapshot.summary.dataset = dataset.name
    snapshot.images = dataset.test
    snapshot.map = map(of: evaluator.codes(working), dataset.test.labels)
    early(snapshot)
    let evaluation = evaluator.evaluate(working, seed: configuration?.training.seed ?? 0)
    snapshot.klPerDimension = evaluation.klPerDimension
    snapshot.secondMoment = zip(evaluation.squaredMean, evaluation.variance).map { $0 + $1 }
    return snapshot
  }

  private func map(of codes: [Float], _ labels: [UInt8]) -> LatentMap {
    var map = LatentMap(
      codes: codes, labels: labels, latentCount: model.configuration.latentCount)
    map.epoch = epoch
    map.input = model.configuration.inputOfCodes
    return map
  }
}

extension RunFolder {
  /// How the run ended whose log is `lines`; where its last state is that of the log's last line, a person
  /// stopped it.
  fileprivate func ending(after lines: [MetricsLine]) -> RunEnding {
    let training = configuration.training
    if let last = lines.last, last.split == .test, last.epoch >= Double(training.epochs) {
      return .finished
    }
    guard let position = try? checkpoint().position else { return .interrupted }
    if position.epoch >= training.epochs { return .finished }
    if training.hasStoppedEarly(at: position) { return .stoppedEarly }
    return position.step == lines.last?.step ? .stopped : .interrupted
  }
}
