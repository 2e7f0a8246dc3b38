internal import Foundation
public import ImageSets

/// What becomes of a run's files while it trains.
public enum StorageEvent: Equatable, Sendable {
  /// Something could not be written; it is kept in memory and tried again.
  case failed(RunFolderError)
  /// All of it is written now.
  case recovered
}

/// Keeps a run on disk while it trains: its log, its checkpoints and its model.
///
/// What cannot be written ends no training. It stays in memory, is tried again after growing pauses, a
/// checkpoint as training stands by then, and at the run's end goes to another folder if need be.
public final class RunSaver: TrainingObserver {
  /// Who writes the files.
  public let writer: RunWriter
  /// The recorder of the log, which is to be told of events before the saver is.
  public let recorder: MetricsRecorder
  /// Told when writing begins to fail, and when nothing is left to be written.
  public var tell: (StorageEvent) -> Void = { _ in }

  let trainer: Trainer
  let log: RunLog
  /// The recorder of events for TensorBoard; nil where none are kept.
  package let eventRecorder: EventRecorder?
  /// The run's past.
  let history: RunHistory
  /// The log, and the events where they are kept.
  let streams: [any RunStream]
  /// The model of the best epoch, where this session of training came to one.
  private(set) var best: ModelSnapshot?
  private var isBestDue = false
  private(set) var isCheckpointDue = false
  /// What the run goes back to when it diverges.
  private(set) var sound: Checkpoint?
  private var isSoundDue = false
  private(set) var pauses = RetryPauses()
  private let seconds: () -> Double

  /// A saver of a run that begins or goes on.
  ///
  /// - Parameters:
  ///   - writer: the run's writer.
  ///   - trainer: the trainer of the run.
  ///   - checkpoint: what the trainer resumes; nil for a run that begins.
  ///   - keepsEvents: whether TensorBoard's events are kept beside the log.
  ///   - history: how much of the run's past is kept; as much as so far when nil.
  public convenience init(
    _ writer: RunWriter, of trainer: Trainer, resumingAt checkpoint: Checkpoint?,
    keepsEvents: Bool = false, history: HistoryPlan? = HistoryPlan.none
  ) throws(RunFolderError) {
    let clock = ContinuousClock()
    let start = clock.now
    try self.init(
      writer, of: trainer, resumingAt: checkpoint, keepsEvents: keepsEvents, history: history
    ) {
      (clock.now - start) / .seconds(1)
    }
  }

  /// Likewise, with another clock for the pauses, in seconds.
  package init(
    _ writer: RunWriter, of trainer: Trainer, resumingAt checkpoint: Checkpoint?,
    keepsEvents: Bool = false, history: HistoryPlan? = HistoryPlan.none,
    wallTime: @escaping () -> Double = { Date().timeIntervalSince1970 },
    seconds: @escaping () -> Double
  ) throws(RunFolderError) {
    self.writer = writer
    self.trainer = trainer
    self.seconds = seconds
    let log = try writer.log(resumingAt: checkpoint)
    self.log = log
    let events =
      try keepsEvents
      ? RunEvents(writer, resumingAt: checkpoint, wallTime: wallTime()) : nil
    let eventRecorder = events.map { EventRecorder($0, wallTime: wallTime) }
    self.eventRecorder = eventRecorder
    streams = [log] + (events.map { [$0] } ?? [])
    self.history = try RunHistory(
      writer, plan: history, after: checkpoint?.position.epoch ?? 0)
    recorder = MetricsRecorder(resuming: checkpoint?.line) { line in
      var line = line
      line.wallTime = wallTime()
      log.append(line)
      eventRecorder?.append(line, of: trainer)
    }
    let known = checkpoint?.position.changes.count ?? 0
    for change in trainer.position.changes.dropFirst(known) { log.append(change) }
  }

  /// Lines that the log lacks and that nobody keeps any more.
  public var lostLines: Int { log.lostLines }
  /// Events that their file lacks and that nobody keeps any more.
  public var lostEvents: Int { eventRecorder?.events.lostEvents ?? 0 }

  /// The run, with its log, its checkpoints and its model kept.
  ///
  /// - Parameters:
  ///   - test: images that are evaluated after each epoch.
  ///   - heldOut: training images that early stopping is judged by; may be none.
  ///   - observers: who else watches, after the log.
  ///   - sound: what a run that is resumed goes back to when it diverges.
  ///   - secondsBetweenCheckpoints: seconds of training from one checkpoint to the next.
  public func run(
    test: LabeledImages, heldOut: LabeledImages, observers: [any TrainingObserver] = [],
    sound: Checkpoint? = nil, secondsBetweenCheckpoints: Double = 10
  ) -> TrainingRun {
    func evaluator(_ images: LabeledImages) -> Evaluator {
      Evaluator(
        images: images, model: trainer.model.configuration, capacity: trainer.model.capacity)
    }
    return TrainingRun(
      trainer, evaluator: evaluator(test),
      validator: heldOut.count > 0 ? evaluator(heldOut) : nil,
      observers: [recorder] + (eventRecorder.map { [$0] } ?? []) + [self] + observers,
      policies: [
        CheckpointPolicy(every: secondsBetweenCheckpoints, from: trainer.position.seconds)
      ],
      save: save, saveModel: keepBest, sound: sound, keepSound: keepSound)
  }

  // MARK: Saving

  /// Writes lines of the log as they come, and what an earlier try left.
  ///
  /// A checkpoint is tried again after a step alone: at an epoch's end it is not known yet whether the epoch
  /// was the best.
  public func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .stepped: attempt(isCheckpointDue: isCheckpointDue)
    case .wentBack:
      do { try log.goBack(to: trainer.position) } catch {
        // Lines that cannot be read back stay, before those of the same steps to come.
        if let change = trainer.position.changes.last { log.append(change) }
        tell(.failed(error))
      }
      do { try eventRecorder?.events.goBack(to: trainer.position) } catch { tell(.failed(error)) }
      history.goBack(to: trainer.position.epoch)
    case .courseChanged(let change):
      log.append(change)
      attempt(isCheckpointDue: false)
    case .epochEnded(let report):
      history.add(report, in: run)
      attempt(isCheckpointDue: false)
    case .began, .ended: attempt(isCheckpointDue: false)
    }
  }

  /// Saves a checkpoint as training stands, now or as soon as that can be done.
  public func save() {
    isCheckpointDue = true
    attempt(isCheckpointDue: true)
  }

  /// Keeps the model as that of the best epoch; it is written with the next checkpoint.
  public func keepBest() {
    best = trainer.snapshot()
    isBestDue = true
  }

  /// Keeps the state that the run goes back to when it diverges; it is written before the next checkpoint.
  public func keepSound(_ checkpoint: Checkpoint) {
    sound = checkpoint
    isSoundDue = true
  }

  private func attempt(isCheckpointDue: Bool) {
    let isAnyDue = streams.contains(where: \.isDue) || (pauses.hasFailed && history.isDue)
    guard isCheckpointDue || isAnyDue else { return }
    let now = seconds()
    guard pauses.areOver(at: now) else { return }
    do {
      try write(withCheckpoint: isCheckpointDue)
      guard pauses.hasFailed, !self.isCheckpointDue else { return }
      pauses.succeed()
      tell(.recovered)
    } catch {
      let isNews = !pauses.hasFailed
      pauses.fail(at: now)
      if isNews { tell(.failed(error)) }
    }
  }

  /// Writes what is due, everything that can be.
  ///
  /// - Throws: the first error.
  func write(withCheckpoint: Bool) throws(RunFolderError) {
    var failure: RunFolderError?
    // After a failure it is looked whether the file is still the one that lines go to.
    let isChecked = withCheckpoint || pauses.hasFailed
    func write(_ stream: any RunStream) {
      do { try isChecked ? stream.synchronize() : stream.write() } catch {
        failure = failure ?? error
      }
    }
    for stream in streams where !stream.isToBeReplaced { write(stream) }
    if isChecked { do { try history.write() } catch { failure = failure ?? error } }
    if withCheckpoint {
      // Weights are worth more than lines: a log that cannot be written keeps none from being saved.
      do {
        try writeCheckpoint()
        if !isCheckpointDue, !history.isDue { try history.thin() }
      } catch { failure = failure ?? error }
    }
    if failure == nil, !isCheckpointDue {
      for stream in streams where stream.isToBeReplaced { write(stream) }
    }
    if let failure { throw failure }
  }

  private func writeCheckpoint() throws(RunFolderError) {
    // A checkpoint that was asked for earlier is of the state there is now, which may be unsound by now.
    guard trainer.divergence == nil else { return }
    if isSoundDue, let sound {
      try writer.save(sound: sound)
      isSoundDue = false
    }
    // No checkpoint names a best epoch whose model is neither beside it nor its own.
    if best?.step != trainer.position.step { try writeBest() }
    try writer.save(trainer, line: recorder.line)
    try writeBest()
    isCheckpointDue = false
  }

  private func writeBest() throws(RunFolderError) {
    guard isBestDue, let best else { return }
    try writer.save(best)
    isBestDue = false
  }
}
