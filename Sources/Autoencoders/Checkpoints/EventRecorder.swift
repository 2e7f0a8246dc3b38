package import FileFormats
internal import Foundation

/// Turns what a run logs, and how its parameters move, into events for TensorBoard: losses as the log has them, norms of
/// each epoch's last step, and histograms after some of them.
package final class EventRecorder: TrainingObserver {
  /// Latents that have a chart of their own at most; a histogram shows more.
  private static let longestKL = 256
  /// Pictures, and histograms, of one kind over the whole of a training at most, those of its last epoch aside.
  private static let looks = 10

  let events: RunEvents
  private let wallTime: () -> Double
  private var lastStep = LastStep()

  /// - Parameter wallTime: seconds since 1970.
  init(_ events: RunEvents, wallTime: @escaping () -> Double) {
    (self.events, self.wallTime) = (events, wallTime)
  }

  /// Takes values that were logged after `step` steps.
  package func append(_ values: [TensorBoardEvent.Value], step: Int) {
    events.append(TensorBoardEvent(wallTime: wallTime(), step: step, values: values))
  }

  // MARK: Losses

  /// Takes a line of the log, which is about to be written.
  func append(_ line: MetricsLine, of trainer: Trainer) {
    var values = losses(of: line)
    if line.split == .train {
      values.append(.scalar(EventTag.learningRate, trainer.learningRate))
      values.append(.scalar(EventTag.klWeight, line.klWeight))
    }
    if let speed = line.imagesPerSecond {
      values.append(.scalar(EventTag.imagesPerSecond, speed))
    }
    append(values, step: line.step)
  }

  private func losses(of line: MetricsLine) -> [TensorBoardEvent.Value] {
    let parts = [
      ("total", line.total), ("reconstruction", line.reconstruction), ("kl", line.kl),
      ("negative_elbo", line.loss.negativeELBO), ("adjustment", line.adjustment ?? 0),
    ]
    let latents = (line.klPerDimension ?? []).prefix(Self.longestKL).enumerated()
    return parts.map { .scalar(EventTag.loss($0.0, line.split), $0.1) }
      + (line.split == .test
        ? latents.map { .scalar(EventTag.kl(latent: $0.offset), $0.element) } : [])
  }

  // MARK: Parameters

  /// Takes what the log does not tell.
  package func observe(_ event: TrainingEvent, in run: TrainingRun) {
    switch event {
    case .began: lastStep.prepare(run.trainer)
    case .stepped(let report):
      let norms = lastStep.norms(after: run.trainer)
      if !norms.isEmpty { append(norms, step: report.step) }
      lastStep.prepare(run.trainer)
    case .epochEnded(let report):
      if Self.isLook(report) {
        append(histograms(of: run.trainer.model, codes: report.test.codes), step: report.step)
      }
      lastStep.prepare(run.trainer)
    case .wentBack:
      lastStep = LastStep()
      lastStep.prepare(run.trainer)
    case .courseChanged, .ended: break
    }
  }

  /// Whether an epoch is one of those that pictures and histograms are of: they cost more than numbers.
  package static func isLook(_ report: EpochReport) -> Bool {
    let interval = (report.epochs + looks - 1) / looks
    return report.epoch % interval == 0 || report.epoch == report.epochs
  }

  private func histograms(of model: Autoencoder, codes: [Float]) -> [TensorBoardEvent.Value] {
    let parameters = model.namedParameters.map { parameter in
      (EventTag.parameter(parameter.name), model.parameters.floats(parameter.range))
    }
    return (parameters + [(EventTag.codes, codes)]).compactMap { tag, numbers in
      TensorBoardEvent.Histogram(of: numbers).map { .init(tag, .histogram($0)) }
    }
  }
}

extension TensorBoardEvent.Value {
  /// A number, as a file has it.
  static func scalar(_ tag: String, _ number: Double) -> Self {
    Self(tag, .scalar(Float(number)))
  }
}
