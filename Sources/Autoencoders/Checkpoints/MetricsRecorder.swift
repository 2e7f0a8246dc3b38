/// Turns training events into lines of a log: some fifty training lines an epoch, each the mean of
/// its steps, and a line each for held-out and test images.
public final class MetricsRecorder: TrainingObserver {
  private var average = LossAverage()
  private var least: LossTerms?
  private var greatest: LossTerms?
  private let append: (MetricsLine) throws(RunFolderError) -> Void
  private static let linesPerEpoch = 50

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
      let interval = max(1, trainer.stepsPerEpoch / Self.linesPerEpoch)
      if report.step % interval == 0 || trainer.isEpochComplete { flush(report, trainer) }
    case .epochEnded(let report):
      var test = line(report.test, .test, report, trainer)
      test.imagesPerSecond = report.imagesPerSecond
      if let validation = report.validation {
        write(line(validation, .validation, report, trainer))
      }
      write(test)
    case .began, .ended: break
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
    average.add(report.loss, images: 1)
    least = report.loss.combined(with: least, min)
    greatest = report.loss.combined(with: greatest, max)
  }

  private func flush(_ report: StepReport, _ trainer: Trainer) {
    var line = MetricsLine(
      average.mean, split: .train, step: report.step, epoch: report.epoch,
      seconds: trainer.position.seconds)
    line.least = least
    line.greatest = greatest
    write(line)
    average = LossAverage()
    (least, greatest) = (nil, nil)
  }
}

extension LossTerms {
  /// Each part combined with that of `other`, where there is one.
  fileprivate func combined(with other: LossTerms?, _ choose: (Double, Double) -> Double)
    -> LossTerms
  {
    guard let other else { return self }
    return LossTerms(
      reconstruction: choose(reconstruction, other.reconstruction), kl: choose(kl, other.kl),
      klWeight: klWeight, adjustment: choose(adjustment, other.adjustment))
  }
}
