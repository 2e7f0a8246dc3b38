internal import Autoencoders
internal import Explorer
internal import FileFormats
internal import ImageSets
internal import ProgramOptions
internal import TerminalUI

/// Tells of a training run in lines of text, one an epoch; on a terminal, a line that is overwritten
/// shows where a long epoch stands.
final class ConsoleReporter: TrainingObserver {
  private let isLive: Bool
  private let clock = ContinuousClock()
  private var nextProgress: ContinuousClock.Instant
  private var epochStart: ContinuousClock.Instant
  /// Batches of the epoch that were done when it was begun or gone on with.
  private var firstBatch = 0.0
  private var hasProgressLine = false
  private var hasWarned = false

  /// - Parameter isLive: standard error is a terminal.
  init(isLive: Bool) {
    self.isLive = isLive
    nextProgress = clock.now + .seconds(2)
    epochStart = clock.now
  }

  func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .began:
      epochStart = clock.now
      firstBatch = Double(run.trainer.position.batch)
    case .stepped:
      if isLive, clock.now >= nextProgress { showProgress(run) }
    case .epochEnded(let report):
      clearProgress()
      printOut(line(report, run) + "\n")
      if report.isFarAboveStart { warn(of: report, run) }
      epochStart = clock.now
      firstBatch = 0
      nextProgress = clock.now + .seconds(2)
    case .wentBack:
      clearProgress()
      if run.trainer.givenUpFor == nil, let change = run.trainer.position.changes.last {
        printErrorLine(change.summary(of: run.trainer.configuration))
      }
      epochStart = clock.now
      firstBatch = 0
    case .courseChanged(let change):
      clearProgress()
      printErrorLine(change.summary(of: run.trainer.configuration))
    case .ended: clearProgress()
    }
  }

  private func warn(of report: EpochReport, _ run: TrainingRun) {
    guard !hasWarned, let first = run.trainer.position.firstLoss else { return }
    hasWarned = true
    let worst = max(report.train.total, report.test.loss.total)
    printErrorLine(
      "the loss, \(number(worst, decimals: 0, cells: 9)) nats/image, is far above the "
        + "\(number(first, decimals: 0, cells: 9)) of the first step; the learning rate of "
        + "\(Float(run.trainer.unscheduledRate)) is likely too large")
  }

  private func line(_ report: EpochReport, _ run: TrainingRun) -> String {
    let width = String(report.epochs).count
    let epoch =
      String(repeating: " ", count: width - String(report.epoch).count) + "\(report.epoch)"
    let isVariational = run.trainer.model.configuration.isVariational
    let pixels = run.evaluator.images.pixelsPerImage
    let validation = report.validation.map {
      "validation \(Self.text($0.loss, isVariational, pixels))"
    }
    let train = Self.layerName(run, epoch: report.epoch - 1).map {
      "\($0) loss \(fixed(report.train.reconstruction, decimals: 3))"
    }
    return [
      "epoch \(epoch)/\(report.epochs)",
      "train \(train ?? Self.text(report.train, isVariational, pixels))",
      validation,
      "test \(Self.text(report.test.loss, isVariational, pixels))",
      "nats/image",
      "\(rate(report.imagesPerSecond, decimals: 0)) images/s",
      "\(fixed(report.seconds, decimals: 2)) s",
      "ETA \(clockText(report.secondsLeft))",
    ].compactMap(\.self).joined(separator: "  ")
  }

  /// Every part of a loss: with a KL term, both parts and their sums; without, the loss and its mean
  /// over pixels, by which the literature quotes it.
  static func text(_ loss: LossTerms, _ isVariational: Bool, _ pixels: Int) -> String {
    guard isVariational else {
      let perPixel = rate(loss.reconstruction / Double(pixels), decimals: 4)
      return "loss \(nats(loss.reconstruction)) (\(perPixel)/pixel)"
        + (loss.adjustment == 0 ? "" : " penalty \(nats(loss.adjustment))")
    }
    let parts =
      "recon \(nats(loss.reconstruction)) kl \(nats(loss.kl)) "
      + "-elbo \(nats(loss.negativeELBO))"
    guard loss.klWeight != 1 || loss.adjustment != 0 else { return parts }
    let weight = loss.klWeight == 1 ? "" : "(kl x \(rate(loss.klWeight, decimals: 3)))"
    return parts + " loss\(weight) \(nats(loss.total))"
  }

  /// Nats per image, in a line's room even where training diverges.
  private static func nats(_ value: Double) -> String { number(value, decimals: 3, cells: 12) }

  /// The name of the layer that `epoch`, counted from zero, trains by itself.
  private static func layerName(_ run: TrainingRun, epoch: Int) -> String? {
    run.trainer.pretrainedLayer(epoch: epoch).map { "layer \($0.number) of \($0.count)" }
  }

  private func showProgress(_ run: TrainingRun) {
    let position = run.trainer.position
    let layer = Self.layerName(run, epoch: position.epoch).map { "\($0) " } ?? ""
    let (done, all) = (Double(position.batch), Double(run.trainer.stepsPerEpoch))
    let rate = WorkRate(done - firstBatch, in: (clock.now - epochStart) / .seconds(1))
    let left = rate.seconds(for: all - done).map(clockText) ?? "?"
    overwriteErrorLine(
      "epoch \(position.epoch + 1): \(Int(done / all * 100)) %, "
        + "\(layer)loss \(fixed(position.average.mean.total, decimals: 2)), \(left) left in this epoch"
    )
    hasProgressLine = true
    nextProgress = clock.now + .milliseconds(500)
  }

  private func clearProgress() {
    if hasProgressLine { overwriteErrorLine() }
    hasProgressLine = false
  }
}
