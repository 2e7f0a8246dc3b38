public import Autoencoders
internal import FileFormats
internal import ImageSets

/// Turns training events into snapshots for the screen, seldom enough to cost training little.
///
/// The codes on the map and the weights that images are decoded with are of one moment: both are taken when
/// test images are looked at, and the map says which epoch that was.
public final class SessionObserver: TrainingObserver {
  private let session: Session
  private var snapshot: SessionSnapshot
  /// Seconds on a clock that never goes back.
  private let seconds: () -> Double
  private var nextPublication = 0.0
  private var probes = ProbeSchedule()
  /// Seconds of training when the run was begun or gone on with.
  private var start = 0.0
  private var meter = StepMeter()
  private var stepSize: StepSize?
  private var rate = WorkRate(over: rateWindow)
  private var evaluators: [Int: Evaluator] = [:]

  /// Seconds that images per second are counted over.
  private static let rateWindow = 5.0
  private static let publicationInterval = 0.1

  /// An observer that publishes to `session`.
  ///
  /// - Parameters:
  ///   - historyMemory: bytes of memory that the run's past may take.
  ///   - seconds: a clock that never goes back.
  public init(
    _ session: Session, summary: RunSummary, historyMemory: Int = EpochHistory.usualLimit,
    seconds: @escaping () -> Double = steadyClock()
  ) {
    self.session = session
    self.seconds = seconds
    snapshot = SessionSnapshot(phase: .training, summary: summary)
    snapshot.epochs = EpochHistory(limit: historyMemory)
  }

  /// Seconds since now.
  public static func steadyClock() -> () -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    return { (clock.now - start) / .seconds(1) }
  }

  /// Shows the log of a run that is resumed.
  ///
  /// - Parameter configuration: how it is trained.
  public func restore(_ lines: [MetricsLine], of configuration: RunConfiguration) {
    snapshot.history = LossHistory(lines, of: configuration)
  }

  /// Shows runs that were trained before behind the run's own losses.
  public func restore(_ earlier: [EarlierRun]) { snapshot.earlierRuns = earlier }

  /// Shows the past of a run that is resumed.
  public func restore(_ epochs: EpochHistory) { snapshot.epochs = epochs }

  /// Shows the places that were kept in the run's folder; nil where none can be kept there.
  public func restore(_ bookmarks: Bookmarks?) {
    snapshot.folder = bookmarks == nil ? nil : snapshot.summary.path
    snapshot.bookmarks = bookmarks ?? Bookmarks()
  }

  /// Shows what is wrong with the run's files until it is called again; nil for nothing.
  public func warn(_ warning: String?) {
    snapshot.warning = warning
    // There is no other news of a run that is over.
    if snapshot.phase == .idle { session.publish(snapshot) }
  }

  /// Takes in an event; publishes at most ten times a second, when test images were looked at, and at each
  /// epoch's end.
  public func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .began: begin(run)
    case .stepped(let report): note(report, run)
    case .epochEnded(let report): note(report, run)
    case .wentBack: goBack(run)
    case .courseChanged: publish(run)
    case .ended(let ending): end(ending, run)
    }
  }

  private func begin(_ run: TrainingRun) {
    rate = WorkRate(over: Self.rateWindow)
    start = run.trainer.position.seconds
    snapshot.training = run.trainer.configuration
    snapshot.images = run.evaluator.images
    probe(run)
    publish(run)
  }

  private func note(_ report: StepReport, _ run: TrainingRun) {
    let trainer = run.trainer
    snapshot.history.add(
      report, layer: trainer.pretrainedLayer(epoch: trainer.position.epoch),
      endsLine: trainer.endsLogLine)
    rate.note(Double(trainer.imagesTaken), at: trainer.position.seconds)
    if let size = meter.measure(trainer.model, at: seconds()) { stepSize = size }
    let isDue = probes.isDue(at: trainer.position.seconds - start)
    if isDue { probe(run) }
    if isDue || seconds() >= nextPublication { publish(run) }
  }

  private func note(_ report: EpochReport, _ run: TrainingRun) {
    snapshot.history.addTest(
      report.test.loss, epoch: Double(report.epoch), klPerDimension: report.test.klPerDimension)
    snapshot.klPerDimension = report.test.klPerDimension
    snapshot.deadUnits = run.evaluator.deadUnits(run.trainer.model)
    snapshot.secondMoment = zip(report.test.squaredMean, report.test.variance).map { $0 + $1 }
    let images = run.evaluator.images
    let count = report.epoch == report.epochs ? images.count : min(ProbeSchedule.many, images.count)
    // Evaluation found the codes by the way, but for models that it gives noisy images.
    if run.evaluator.readsImagesAsTheyAre {
      show(Array(report.test.codes.prefix(count * report.test.latentCount)), run)
    } else {
      show(evaluator(of: count, run).codes(run.trainer.model), run)
    }
    if let codes = snapshot.map?.codes, let model = snapshot.model {
      snapshot.epochs.add(EpochRecord(epoch: report.epoch, codes: codes, of: model))
    }
    publish(run)
  }

  private func goBack(_ run: TrainingRun) {
    snapshot.history.goBack(toEpoch: run.trainer.epoch)
    snapshot.epochs.goBack(to: run.trainer.position.epoch)
    rate = WorkRate(over: Self.rateWindow)
    stepSize = nil
    probe(run)
    publish(run)
  }

  private func end(_ ending: TrainingEnding, _ run: TrainingRun) {
    snapshot.phase = .idle
    snapshot.ending = RunEnding(ending)
    snapshot.history.endLine()
    if ending != .aborted, snapshot.model?.step != run.trainer.position.step {
      show(evaluator(of: ProbeSchedule.many, run).codes(run.trainer.model), run)
    }
    publish(run)
  }

  // MARK: Looks at test images

  private func probe(_ run: TrainingRun) {
    let begin = seconds()
    let evaluator = evaluator(of: probes.images, run)
    show(evaluator.codes(run.trainer.model), run)
    probes.note(
      at: run.trainer.position.seconds - start,
      costPerImage: (seconds() - begin) / Double(max(evaluator.images.count, 1)))
  }

  private func evaluator(of count: Int, _ run: TrainingRun) -> Evaluator {
    if let evaluator = evaluators[count] { return evaluator }
    let model = run.trainer.model
    let evaluator = Evaluator(
      images: run.evaluator.images.prefix(count), model: model.configuration,
      capacity: model.capacity)
    evaluators[count] = evaluator
    return evaluator
  }

  /// Shows codes of the first test images, and the weights that gave them.
  private func show(_ codes: [Float], _ run: TrainingRun) {
    let model = run.trainer.model
    let latents = model.configuration.latentCount
    var map = LatentMap(
      codes: codes, labels: Array(run.evaluator.images.labels.prefix(codes.count / latents)),
      latentCount: latents, after: snapshot.map)
    map.epoch = run.trainer.epoch
    map.input = model.configuration.inputOfCodes
    snapshot.map = map
    snapshot.model = model.snapshot(step: run.trainer.position.step)
  }

  // MARK: Publishing

  private func updateProgress(_ run: TrainingRun) {
    let trainer = run.trainer
    let imagesLeft = trainer.images.count * trainer.configuration.epochs - trainer.imagesTaken
    snapshot.seconds = trainer.position.seconds
    snapshot.changes = trainer.position.changes
    snapshot.pretrainedLayer = trainer.pretrainedLayer(epoch: trainer.position.epoch)
    snapshot.progress = TrainingProgress(
      epoch: trainer.epoch, epochs: trainer.configuration.epochs, step: trainer.position.step,
      imagesPerSecond: rate.perSecond ?? 0, secondsLeft: rate.seconds(for: Double(imagesLeft)))
  }

  private func publish(_ run: TrainingRun) {
    updateProgress(run)
    snapshot.vitals = TrainingVitals(
      learningRate: run.trainer.learningRate, objective: run.trainer.objective, step: stepSize,
      memory: residentMemory())
    session.publish(snapshot)
    nextPublication = seconds() + Self.publicationInterval
  }
}

extension LossHistory {
  /// The history that the log of a run tells.
  ///
  /// - Parameter configuration: how the run is trained.
  public init(_ lines: [MetricsLine], of configuration: RunConfiguration) {
    self.init(lines) {
      configuration.training.pretrainedLayer(epoch: $0, of: configuration.model.encoder)
    }
  }
}

extension ModelConfiguration {
  /// What a model reads of images whose codes are shown, where it is given others in training: they are the
  /// same at each look.
  public var inputOfCodes: String? {
    if corruption != nil { return "clean input" }
    return switch binarization {
    case .dynamic: "gray input"
    case .fixed, .threshold: "binarized input"
    case nil: nil
    }
  }
}
