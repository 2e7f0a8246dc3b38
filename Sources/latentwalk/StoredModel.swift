internal import Autoencoders
internal import Datasets
internal import Explorer
internal import FileFormats
internal import ImageSets
internal import ProgramOptions

/// A model from a file or a run, and what is known of its training.
struct StoredModel: Sendable {
  private(set) var model: ModelSnapshot
  let configuration: RunConfiguration?
  private let metrics: [MetricsLine]
  private let ending: RunEnding?
  /// Places that were kept in the run's folder; nil where there is none to keep them in.
  private let bookmarks: Bookmarks?
  let path: String
  /// What was understood of files of another program; nil for a model of this one.
  let card: ForeignModelCard?
  /// Codes that are shown in place of those of images.
  private let codes: GivenCodes?

  /// Opens a run's folder or a model file.
  init(path: String) throws { try self.init(ModelRequest(path: path)) }

  /// Opens a run's folder, a model file, or files of another program.
  ///
  /// - Throws: also where a name is given that several runs' names begin with.
  init(
    _ request: ModelRequest, codes: CodesRequest? = nil,
    in environment: ProgramEnvironment = .current
  ) throws {
    var request = request
    request.path = try environment.modelPath(request.path)
    path = request.path
    guard isFolder(path) else {
      (metrics, ending, bookmarks) = ([], nil, nil)
      let foreign = try request.foreignModel()
      card = foreign?.card
      let model = try foreign?.snapshot ?? ModelSnapshot(contentsOf: path)
      self.model = model
      configuration = model.card.map { RunConfiguration($0, of: model.configuration) }
      self.codes = try GivenCodes(codes, for: model.configuration)
      return
    }
    try request.refuseForeignOptions()
    card = nil
    let folder = try RunFolder.open(path)
    model = try folder.model()
    configuration = folder.configuration
    metrics = try folder.metrics().lines
    ending = folder.ending(after: metrics)
    bookmarks = folder.keptPlaces
    self.codes = try GivenCodes(codes, for: model.configuration)
  }

  /// The model as its run had it after an epoch, where the run kept exact weights of it.
  func atEpoch(_ epoch: Int) throws -> StoredModel {
    guard isFolder(path) else {
      throw UsageError.unused(option: "--epoch", reason: "a model file has no past; give the RUN")
    }
    var stored = self
    stored.model = try RunFolder.open(path).model(ofEpoch: epoch)
    return stored
  }

  /// Whether images have codes.
  var hasEncoder: Bool { card?.posterior != .noEncoder }

  /// The screen's contents before any image was encoded.
  var snapshot: SessionSnapshot {
    var snapshot = SessionSnapshot(
      phase: .idle,
      summary: RunSummary(
        preset: configuration?.preset ?? printable(path),
        dataset: configuration?.dataset.name ?? "...", path: path))
    snapshot.model = model
    snapshot.card = card?.lines.map(CardLine.init) ?? model.card?.lines ?? []
    snapshot.recordedLoss = model.card?.test.loss
    guard let configuration else { return snapshot }
    snapshot.history = LossHistory(metrics, of: configuration)
    snapshot.training = configuration.training
    snapshot.ending = ending
    snapshot.progress = TrainingProgress(
      epoch: metrics.last?.epoch ?? model.card?.epochs ?? 0, epochs: configuration.training.epochs,
      step: model.step,
      imagesPerSecond: 0, secondsLeft: nil)
    if let bookmarks {
      snapshot.folder = path
      snapshot.bookmarks = bookmarks
    }
    return snapshot
  }

  /// Epochs that the model had seen; nil where no log tells.
  var epoch: Double? { metrics.last { $0.step <= model.step }?.epoch ?? model.card?.epochs }

  /// The images that `data` names, or those that the run was trained and tested on: of all classes,
  /// or of those that the run kept.
  ///
  /// - Parameter tell: takes what is to be said of their files, line by line; standard error by default.
  func dataset(
    _ data: DataRequest, _ environment: ProgramEnvironment,
    tell: (String) -> Void = printErrorLine
  ) throws -> Dataset {
    try dataset(data, classes: configuration?.dataset.classes, environment, tell: tell)
  }

  /// The images of some classes, or of all.
  func dataset(
    _ data: DataRequest, classes: [UInt8]?, _ environment: ProgramEnvironment,
    tell: (String) -> Void = printErrorLine
  ) throws -> Dataset {
    guard hasEncoder else { throw RunError.noEncoder(path: path) }
    let dataset = try environment.dataset(
      data, recorded: configuration?.dataset, classes: classes)
    dataset.noteLines.forEach(tell)
    let image = model.configuration.imageShape
    guard dataset.test.shape == image else {
      throw RunError.wrongImageShape(model: image, data: dataset.test.shape)
    }
    return dataset
  }

  /// The snapshot with the codes of the test images, and with what an evaluation says of them.
  ///
  /// - Parameters:
  ///   - tell: takes what is to be said of the images' files, line by line; standard error by default.
  ///   - historyMemory: bytes of memory that the run's past may take.
  ///   - early: takes the codes alone, as soon as they are there, and what finds others of the same images.
  func withCodes(
    data: DataRequest, threads: Int, _ environment: ProgramEnvironment,
    historyMemory: Int = EpochHistory.usualLimit,
    tell: (String) -> Void = printErrorLine,
    early: (SessionSnapshot, CodeFinder) -> Void = { _, _ in }
  ) throws -> SessionSnapshot {
    if let codes { return withCodes(codes) }
    guard hasEncoder else { return try withSamples() }
    let finder = try CodeFinder(self, data: data, threads: threads, environment, tell: tell)
    var snapshot = finder.snapshot(of: self)
    early(snapshot, finder)
    snapshot.epochs = history(within: historyMemory, of: finder.shown, tell: tell)
    snapshot.earlierRuns = (try? RunFolder.open(path).earlierRuns()) ?? []
    early(snapshot, finder)
    return finder.evaluated(snapshot)
  }

  /// The past of the run, whose codes are those of its own test images.
  private func history(
    within limit: Int, of shown: ShownImages, tell: (String) -> Void
  ) -> EpochHistory {
    guard shown.origin == .testImages, let own = configuration?.dataset,
      own.testImages == shown.images.count, own.name == shown.dataset, isFolder(path),
      let folder = try? RunFolder.open(path)
    else { return EpochHistory(limit: limit) }
    let (history, faults) = folder.history(within: limit)
    for fault in faults { tell("\(message(for: fault)); the epoch is left out") }
    return history
  }

  /// The snapshot with codes that were given, whose images nobody has.
  private func withCodes(_ given: GivenCodes) -> SessionSnapshot {
    var snapshot = snapshot
    snapshot.summary.dataset = printable(given.file)
    snapshot.map = map(of: given.codes, given.labels, from: .file)
    snapshot.namesOfCodes = given.names
    return snapshot
  }

  /// The snapshot with samples of the prior, for a decoder that has nothing else.
  private func withSamples() throws -> SessionSnapshot {
    var snapshot = snapshot
    snapshot.summary.dataset = "N(0, I)"
    let samples = try autoencoder(images: 1).priorCodes(0..<Self.sampleCount, seed: 0)
    snapshot.map = map(of: samples.flatMap(\.self), [], from: .prior)
    return snapshot
  }

  private static let sampleCount = 1000

  /// Codes on a map, as of the model's epoch.
  func map(
    of codes: [Float], _ labels: [UInt8], from origin: CodesOrigin = .testImages
  ) -> LatentMap {
    var map = LatentMap(
      codes: codes, labels: labels, latentCount: model.configuration.latentCount)
    map.epoch = epoch
    map.origin = origin
    map.input = model.configuration.inputOfCodes
    return map
  }
}

extension RunFolder {
  /// How the run ended whose log is `lines`; where its last state is that of the log's last line, a person
  /// stopped it.
  fileprivate func ending(after lines: [MetricsLine]) -> RunEnding {
    if isTrainedElsewhere { return .goesOn }
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
