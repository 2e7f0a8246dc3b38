public import Autoencoders
internal import FileFormats
internal import ImageSets

/// Turns training events into snapshots for the screen, seldom enough to cost training little.
public final class SessionObserver: TrainingObserver {
  private let session: Session
  private var snapshot: SessionSnapshot
  private let clock = ContinuousClock()
  private var nextPublication: ContinuousClock.Instant
  private var nextProbe: ContinuousClock.Instant
  private var rate = WorkRate(over: rateWindow)
  private var images = 0
  private var probe: Evaluator?

  /// Seconds that images per second are counted over.
  private static let rateWindow = 5.0
  private static let publicationInterval = Duration.milliseconds(100)
  /// Test images whose codes are followed during training.
  private static let probeSize = 5_000
  /// Finding those codes may cost training this part of its time.
  private static let probeShare = 0.01

  /// An observer that publishes to `session`.
  public init(_ session: Session, summary: RunSummary) {
    self.session = session
    snapshot = SessionSnapshot(phase: .training, summary: summary)
    nextPublication = clock.now
    nextProbe = clock.now
  }

  /// Shows the log of a run that is resumed.
  public func restore(_ lines: [MetricsLine]) { snapshot.history = LossHistory(lines) }

  /// Takes in an event; publishes at most ten times a second, and at each epoch's end.
  public func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .began:
      rate = WorkRate(over: Self.rateWindow)
      snapshot.objective = run.trainer.configuration.objective
      snapshot.images = run.evaluator.images
      updateProgress(run)
      publish(run)
    case .stepped(let report):
      snapshot.history.add(report, endsLine: run.trainer.endsLogLine)
      images += run.trainer.configuration.batchSize
      rate.note(Double(images), at: run.trainer.position.seconds)
      if clock.now >= nextPublication {
        if clock.now >= nextProbe { probeCodes(run) }
        updateProgress(run)
        publish(run)
      }
    case .epochEnded(let report):
      snapshot.history.addTest(report.test.loss, epoch: Double(report.epoch))
      show(report.test, images: report.epoch == report.epochs ? .max : Self.probeSize, run)
      updateProgress(run)
      publish(run)
    case .ended(let ending):
      snapshot.phase = .idle
      if ending.isFinal { snapshot.progress?.secondsLeft = 0 }
      publish(run)
    }
  }

  private func show(_ evaluation: Evaluation, images limit: Int, _ run: TrainingRun) {
    let labels = run.evaluator.images.labels.prefix(limit)
    snapshot.map = LatentMap(
      codes: Array(evaluation.codes.prefix(labels.count * evaluation.latentCount)),
      labels: Array(labels), latentCount: evaluation.latentCount)
    snapshot.klPerDimension = evaluation.klPerDimension
    snapshot.secondMoment = zip(evaluation.squaredMean, evaluation.variance).map { $0 + $1 }
    nextProbe = clock.now + .milliseconds(500)
  }

  private func probeCodes(_ run: TrainingRun) {
    let start = clock.now
    let model = run.trainer.model
    let probe =
      self.probe
      ?? Evaluator(
        images: run.evaluator.images.prefix(Self.probeSize), model: model.configuration,
        capacity: model.capacity)
    self.probe = probe
    snapshot.map = LatentMap(
      codes: probe.codes(model), labels: probe.images.labels,
      latentCount: model.configuration.latentCount)
    let cost = (clock.now - start) / .seconds(1)
    nextProbe = clock.now + .seconds(max(0.2, cost / Self.probeShare))
  }

  private func updateProgress(_ run: TrainingRun) {
    let trainer = run.trainer
    let steps = trainer.stepsPerEpoch * trainer.configuration.epochs
    let imagesLeft = Double(steps - trainer.position.step) * Double(trainer.configuration.batchSize)
    snapshot.pretrainedLayer = trainer.pretrainedLayer(epoch: trainer.position.epoch)
    snapshot.progress = TrainingProgress(
      epoch: Double(trainer.position.epoch)
        + Double(trainer.position.batch) / Double(trainer.stepsPerEpoch),
      epochs: trainer.configuration.epochs, step: trainer.position.step,
      imagesPerSecond: rate.perSecond ?? 0, secondsLeft: rate.seconds(for: imagesLeft))
  }

  private func publish(_ run: TrainingRun) {
    snapshot.model = run.trainer.model.snapshot(step: run.trainer.position.step)
    session.publish(snapshot)
    nextPublication = clock.now + Self.publicationInterval
  }
}
