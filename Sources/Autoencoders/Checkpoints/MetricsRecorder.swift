/// Turns training events into lines of a log: some fifty training lines an epoch, each the mean of
/// its steps, and a line each for held-out and test images. A run that is stopped within a line logs the
/// steps there are.
public final class MetricsRecorder: TrainingObserver {
  private var losses: StepLosses?
  private let append: (MetricsLine) throws(RunFolderError) -> Void

  /// Told the first error, once; training goes on without the lines that cannot be written.
  public var onFailure: (RunFolderError) -> Void = { _ in }
  /// How many lines could not be written so far.
  public private(set) var lostLines = 0

  /// Creates a recorder that hands over its lines as they come.
  public init(append: @escaping (MetricsLine) throws(RunFolderError) -> Void) {
    self.append = append
  }

  private func write(_ line: MetricsLine) {
    do { try append(line) } catch {
      lostLines += 1
      if lostLines == 1 { onFailure(error) }
    }
  }

  /// Adds the event to the log.
  public func observe(_ event: TrainingEvent, in run: TrainingRun) {
    let trainer = run.trainer
    switch event {
    case .stepped(let report):
      add(report)
      if trainer.endsLogLine { flush(trainer) }
    case .epochEnded(let report):
      var test = line(report.test, .test, report, trainer)
      test.imagesPerSecond = report.imagesPerSecond
      if let validation = report.validation {
        write(line(validation, .validation, report, trainer))
      }
      write(test)
    case .began: break
    case .wentBack: losses = nil
    case .ended: flush(trainer)
    }
  }

  private func line(
    _ evaluation: Evaluation, _ split: MetricsLine.Split, _ report: EpochReport, _ trainer: Trainer
  ) -> MetricsLine {
    var line = MetricsLine(
      evaluation.loss, split: split, step: report.step, epoch: Double(report.epoch),
      seconds: trainer.position.seconds)
    line.klPerDimension = evaluation.klPerDimension
    return line
  }

  private func add(_ report: StepReport) {
    let step = StepLosses(report.loss)
    if losses?.add(step) == nil { losses = step }
  }

  private func flush(_ trainer: Trainer) {
    guard let losses else { return }
    write(
      MetricsLine(
        losses, step: trainer.position.step, epoch: trainer.epoch,
        seconds: trainer.position.seconds))
    self.losses = nil
  }
}

extension Trainer {
  private static let logLinesPerEpoch = 50

  /// The last step taken is the last of its line of the log, and of its bucket in a chart.
  public var endsLogLine: Bool { endsLogLine(afterSteps: 0) }

  /// Whether the last of so many further steps of this epoch is the last of its line.
  func endsLogLine(afterSteps steps: Int) -> Bool {
    (position.step + steps) % max(1, stepsPerEpoch / Self.logLinesPerEpoch) == 0
      || position.batch + steps == stepsPerEpoch
  }
}
