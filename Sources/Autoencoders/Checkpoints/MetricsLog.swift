internal import Foundation

/// One line of `metrics.jsonl`. Losses are in nats per image.
public struct MetricsLine: Codable, Equatable, Sendable {
  public enum Split: String, Codable, Sendable { case train, validation, test }

  /// Steps completed.
  public var step: Int
  /// Epochs completed, with the part of the current one.
  public var epoch: Double
  public var split: Split
  public var reconstruction: Double
  public var kl: Double
  public var klWeight: Double
  /// What the objective adds to reconstruction and weighted KL, where it adds anything.
  public var adjustment: Double?
  /// reconstruction + klWeight · kl + adjustment.
  public var total: Double
  /// Least and greatest of the steps behind a training line.
  public var least: LossTerms?
  public var greatest: LossTerms?
  public var klPerDimension: [Double]?
  public var imagesPerSecond: Double?
  /// Seconds of training so far.
  public var seconds: Double

  enum CodingKeys: String, CodingKey {
    case step, epoch, split, reconstruction, kl
    case klWeight = "kl_weight"
    case adjustment, total
    case least, greatest
    case klPerDimension = "kl_per_dimension"
    case imagesPerSecond = "images_per_second"
    case seconds
  }

  init(
    _ loss: LossTerms, split: Split, step: Int, epoch: Double, seconds: Double
  ) {
    self.step = step
    self.epoch = epoch
    self.split = split
    reconstruction = loss.reconstruction
    kl = loss.kl
    klWeight = loss.klWeight
    adjustment = loss.adjustment == 0 ? nil : loss.adjustment
    total = loss.total
    self.seconds = seconds
  }

  public var loss: LossTerms {
    LossTerms(
      reconstruction: reconstruction, kl: kl, klWeight: klWeight, adjustment: adjustment ?? 0)
  }

  var text: String { jsonText(self) + "\n" }

  /// Whether a run that stands at `position` has written this line.
  func isBefore(_ position: TrainingPosition) -> Bool {
    guard step == position.step, split != .train else { return step <= position.step }
    return epoch <= Double(position.epoch)
  }

  /// The lines of a log; a last line cut off in the writing is left out.
  public static func parse(_ log: String) -> [MetricsLine] {
    log.split(separator: "\n").compactMap { decodedJSON(String($0)) }
  }
}

/// Turns training events into lines of a log: some fifty training lines an epoch, each the mean of
/// its steps, and a line each for held-out and test images.
public final class MetricsRecorder: TrainingObserver {
  private var average = LossAverage()
  private var least: LossTerms?
  private var greatest: LossTerms?
  private let write: ([MetricsLine]) -> Void
  private static let linesPerEpoch = 50

  /// - Parameter write: takes the lines as they come.
  public init(write: @escaping ([MetricsLine]) -> Void) { self.write = write }

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
      let validation = report.validation.map { line($0, .validation, report, trainer) }
      write((validation.map { [$0] } ?? []) + [test])
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
    write([line])
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
