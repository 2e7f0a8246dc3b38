/// When to end a run whose loss on held-out images no longer falls.
public struct EarlyStopping: Equatable, Sendable {
  /// Epochs in a row that may pass without improvement.
  public var patience: Int
  /// How much lower than the best loss so far a loss must be, in nats per image.
  public var leastImprovement: Double

  /// A rule that stops after `patience` epochs without improvement.
  public init(patience: Int, leastImprovement: Double = 0) {
    self.patience = patience
    self.leastImprovement = leastImprovement
  }

  func isImprovement(_ loss: Double, over best: BestEpoch?) -> Bool {
    loss.isFinite && best.map { loss < $0.loss - leastImprovement } ?? true
  }

  func isExhausted(after epoch: Int, best: BestEpoch) -> Bool { epoch - best.epoch >= patience }
}

/// The last epoch that improved on those before it.
public struct BestEpoch: Equatable, Sendable {
  /// Epochs completed, this one among them.
  public var epoch: Int
  /// The total loss on the held-out images, in nats per image.
  public var loss: Double

  /// Epoch number `epoch`, counted from 1, with its loss.
  public init(epoch: Int, loss: Double) {
    self.epoch = epoch
    self.loss = loss
  }
}

/// Keeps the model of the best epoch and stops when patience is at its end, judging by held-out images
/// from the epoch on in which all layers are trained together and the KL term first has its full weight.
///
/// It remembers nothing: the best epoch stands in the run's position, and so in its checkpoint.
package struct EarlyStoppingPolicy: TrainingPolicy {
  private let stopping: EarlyStopping
  private let firstEpoch: Int

  /// A policy for a run's first and all later epochs.
  ///
  /// - Parameter firstEpoch: the first to be judged, counted from 1.
  package init(_ stopping: EarlyStopping, from firstEpoch: Int) {
    self.stopping = stopping
    self.firstEpoch = firstEpoch
  }

  /// Keeps an improved model, and stops when patience is at its end.
  package func actions(
    after event: TrainingEvent, at position: TrainingPosition
  ) -> [TrainingAction] {
    guard case .epochEnded(let report) = event, report.epoch >= firstEpoch,
      let loss = report.validation?.loss.total
    else { return [] }
    if stopping.isImprovement(loss, over: position.best) {
      return [.keepBest(BestEpoch(epoch: report.epoch, loss: loss))]
    }
    guard let best = position.best else { return [] }
    return stopping.isExhausted(after: report.epoch, best: best) ? [.stop] : []
  }
}

extension TrainingConfiguration {
  /// The first epoch, counted from 1, that early stopping judges: all layers of a model with the
  /// encoder `layers` are trained together, and the KL term comes to its full weight.
  func firstJudgedEpoch(of layers: [LayerConfiguration]) -> Int {
    max(objective.klSchedule.epochsToFullWeight, pretrainingEpochs(of: layers) + 1)
  }

  /// Whether a run that stands at `position` stopped early.
  public func hasStoppedEarly(at position: TrainingPosition) -> Bool {
    guard let earlyStopping, let best = position.best, position.epoch < epochs else { return false }
    return earlyStopping.isExhausted(after: position.epoch, best: best)
  }
}
