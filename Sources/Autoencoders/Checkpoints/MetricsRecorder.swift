/// Turns training events into lines of a log: some fifty training lines an epoch, each the mean of
/// its steps, and a line each for held-out and test images. A run that is stopped within a line logs the
/// steps there are.
public final class MetricsRecorder: TrainingObserver {
  /// The losses of the steps since the last line; nil right after one.
  public private(set) var line: StepLosses?
  private let append: (MetricsLine) -> Void

  /// Creates a recorder that hands over its lines as they come.
  ///
  /// - Parameters:
  ///   - line: the losses of the steps that the first line is to begin with, as a checkpoint kept them.
  ///   - append: takes a line.
  public init(resuming line: StepLosses? = nil, append: @escaping (MetricsLine) -> Void) {
    self.line = line
    self.append = append
  }

  /// Adds the event to the log.
  public func observe(_ event: TrainingEvent, in run: TrainingRun) {
    let trainer = run.trainer
    switch event {
    case .stepped(let report):
      add(report)
      guard trainer.endsLogLine else { return }
      appendLine(trainer)
      line = nil
    case .epochEnded(let report):
      var test = evaluationLine(report.test, .test, report, trainer)
      test.imagesPerSecond = report.imagesPerSecond
      if let validation = report.validation {
        append(evaluationLine(validation, .validation, report, trainer))
      }
      append(test)
    case .began, .courseChanged: break
    case .wentBack: line = nil
    case .ended: appendLine(trainer)
    }
  }

  private func evaluationLine(
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
    if line?.add(step) == nil { line = step }
  }

  private func appendLine(_ trainer: Trainer) {
    guard let line else { return }
    append(
      MetricsLine(
        line, step: trainer.position.step, epoch: trainer.epoch, seconds: trainer.position.seconds))
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
