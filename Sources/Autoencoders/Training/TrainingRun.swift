internal import Foundation

/// Drives a trainer to its end: tells the observers what happens, asks the policies what to do about
/// it, and does it.
public final class TrainingRun {
  public let trainer: Trainer
  public let evaluator: Evaluator
  private let observers: [any TrainingObserver]
  private var policies: [any TrainingPolicy]
  private let save: () throws -> Void
  private let clock = ContinuousClock()
  private var epochStart: ContinuousClock.Instant
  private var stepSeconds = 0.0
  private var stepImages = 0

  /// - Parameters:
  ///   - evaluator: over the images that are tested after each epoch.
  ///   - save: writes a checkpoint of the trainer.
  public init(
    _ trainer: Trainer, evaluator: Evaluator, observers: [any TrainingObserver] = [],
    policies: [any TrainingPolicy] = [], save: @escaping () throws -> Void = {}
  ) {
    self.trainer = trainer
    self.evaluator = evaluator
    self.observers = observers
    self.policies = policies
    self.save = save
    epochStart = clock.now
  }

  /// Trains until the last epoch or until `control` says otherwise.
  ///
  /// - Throws: `DivergenceError`, or what saving throws.
  @discardableResult
  public func run(_ control: TrainingControl = TrainingControl()) throws -> TrainingEnding {
    try tell(.began)
    epochStart = clock.now
    while !trainer.isFinished {
      switch control.current {
      case .run: try advance()
      case .pause: waitWhilePaused(control)
      case .stop: return try end(.stopped)
      case .abort: return try end(.aborted)
      }
    }
    return try end(.finished)
  }

  private func advance() throws {
    let start = clock.now
    let before = trainer.position.average.images
    let report = try trainer.step()
    let seconds = (clock.now - start) / .seconds(1)
    trainer.position.seconds += seconds
    stepSeconds += seconds
    stepImages += trainer.position.average.images - before
    try tell(.stepped(report))
    if trainer.isEpochComplete { try endEpoch() }
  }

  private func endEpoch() throws {
    let train = trainer.position.average.mean
    trainer.beginNextEpoch()
    let test = evaluator.evaluate(
      trainer.model, seed: trainer.configuration.seed,
      klWeight: trainer.configuration.objective.evaluationKLWeight)
    let report = EpochReport(
      epoch: trainer.position.epoch, epochs: trainer.configuration.epochs,
      step: trainer.position.step, train: train, test: test,
      imagesPerSecond: Double(stepImages) / stepSeconds,
      seconds: (clock.now - epochStart) / .seconds(1))
    epochStart = clock.now
    (stepSeconds, stepImages) = (0, 0)
    try tell(.epochEnded(report))
  }

  private func end(_ ending: TrainingEnding) throws -> TrainingEnding {
    try tell(.ended(ending))
    return ending
  }

  private func waitWhilePaused(_ control: TrainingControl) {
    let start = clock.now
    while control.current == .pause { Thread.sleep(forTimeInterval: 0.005) }
    epochStart += clock.now - start
  }

  private func tell(_ event: TrainingEvent) throws {
    for observer in observers { observer.observe(event, in: self) }
    for index in policies.indices {
      for action in policies[index].actions(after: event, at: trainer.position) {
        switch action {
        case .saveCheckpoint: try save()
        }
      }
    }
  }
}
