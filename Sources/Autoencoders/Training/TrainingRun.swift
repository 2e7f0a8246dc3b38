/// Drives a trainer to its end: tells the observers what happens, asks the policies what to do about
/// it, and does it.
public final class TrainingRun {
  /// Takes the steps.
  public let trainer: Trainer
  /// Evaluates the model on the test images after each epoch.
  public let evaluator: Evaluator
  /// Evaluates it on the held-out training images, where there are some.
  public let validator: Evaluator?
  private let observers: [any TrainingObserver]
  private var policies: [any TrainingPolicy]
  private let saveModel: () throws -> Void
  private let save: () throws -> Void
  private let keepSound: (Checkpoint) -> Void
  /// The run as it was when an epoch last ended with sound numbers: what it goes back to when it diverges. It
  /// is of an epoch's end, never of a moment, so that a run that was interrupted goes back to the same place.
  private var sound: Checkpoint { didSet { keepSound(sound) } }
  private let clock = ContinuousClock()
  private var epochStart: ContinuousClock.Instant
  private var stepSeconds = 0.0
  private var stepImages = 0
  private var isStoppedEarly = false

  /// A run of `trainer` from where it stands.
  ///
  /// - Parameters:
  ///   - trainer: the trainer to drive.
  ///   - evaluator: over the images that are tested after each epoch.
  ///   - validator: over the held-out training images, which early stopping needs.
  ///   - observers: told of every event, in this order.
  ///   - policies: what decides besides the early stopping of the trainer's configuration.
  ///   - save: writes a checkpoint of the trainer.
  ///   - saveModel: writes the trainer's model as that of the best epoch.
  ///   - sound: what a run that is resumed goes back to when it diverges; to where it stands when nil.
  ///   - keepSound: takes what the run would go back to, to write it before the next checkpoint.
  public init(
    _ trainer: Trainer, evaluator: Evaluator, validator: Evaluator? = nil,
    observers: [any TrainingObserver] = [], policies: [any TrainingPolicy] = [],
    save: @escaping () throws -> Void = {}, saveModel: @escaping () throws -> Void = {},
    sound: Checkpoint? = nil, keepSound: @escaping (Checkpoint) -> Void = { _ in }
  ) {
    let configuration = trainer.configuration
    precondition(
      configuration.earlyStopping == nil || validator != nil,
      "early stopping without held-out images")
    let earlyStopping = configuration.earlyStopping.map {
      EarlyStoppingPolicy(
        $0, from: configuration.firstJudgedEpoch(of: trainer.model.configuration.encoder))
    }
    self.trainer = trainer
    self.evaluator = evaluator
    self.validator = validator
    self.observers = observers
    // First, so that every checkpoint of an epoch's end knows whether it was the best.
    self.policies = (earlyStopping.map { [$0] } ?? []) + policies
    self.saveModel = saveModel
    self.save = save
    self.keepSound = keepSound
    self.sound = sound ?? Checkpoint(of: trainer)
    if sound == nil { keepSound(self.sound) }
    epochStart = clock.now
  }

  /// Trains until the last epoch or until `control` says otherwise.
  ///
  /// Where it diverges it goes back to the end of the last sound epoch and halves the learning rate, three times.
  ///
  /// - Throws: `DivergenceError` where that did not help, the run being as it was after its last sound epoch; or
  ///   what saving throws.
  @discardableResult
  public func run(_ control: TrainingControl = TrainingControl()) throws -> TrainingEnding {
    try tell(.began)
    epochStart = clock.now
    while !trainer.isFinished, !isStoppedEarly {
      for intervention in control.takeInterventions() { try intervene(intervention) }
      switch control.current {
      case .run: try advance()
      case .pause: if control.takeStep() { try advance() } else { waitWhilePaused(control) }
      case .stop:
        // What the next step would have found; the rest is looked for at an epoch's end.
        if let divergence = trainer.unsoundParameters { try goBack(from: divergence) }
        return try end(.stopped)
      case .abort: return try end(.aborted)
      }
    }
    return try end(trainer.isFinished ? .finished : .stoppedEarly)
  }

  private func intervene(_ intervention: Intervention) throws {
    guard trainer.intervene(intervention), let change = trainer.position.changes.last else {
      return
    }
    sound.position.changes = trainer.position.changes
    try tell(.courseChanged(change))
  }

  /// A run may be resumed from a checkpoint between an epoch's last step and its end.
  private func advance() throws {
    if !trainer.isEpochComplete { try takeStep() }
    if trainer.isEpochComplete { try endEpoch() }
  }

  private func takeStep() throws {
    let start = clock.now
    let before = trainer.position.average.images
    let report: StepReport
    do { report = try trainer.step() } catch { return try goBack(from: error.divergence) }
    let seconds = (clock.now - start) / .seconds(1)
    trainer.position.seconds += seconds
    stepSeconds += seconds
    stepImages += trainer.position.average.images - before
    try tell(.stepped(report))
  }

  private func endEpoch() throws {
    let train = trainer.position.average.mean
    trainer.beginNextEpoch()
    let (test, validation) = (evaluate(evaluator), validator.map(evaluate))
    let divergence = trainer.divergence(test: test, validation: validation) ?? trainer.divergence
    if let divergence { return try goBack(from: divergence) }
    let report = EpochReport(
      epoch: trainer.position.epoch, epochs: trainer.configuration.epochs,
      step: trainer.position.step, train: train, test: test, validation: validation,
      imagesPerSecond: stepSeconds > 0 ? Double(stepImages) / stepSeconds : 0,
      seconds: (clock.now - epochStart) / .seconds(1),
      isFarAboveStart: trainer.isFarAboveStart(train) || trainer.isFarAboveStart(test.loss))
    if !report.isFarAboveStart { sound = Checkpoint(of: trainer) }
    beginTiming()
    try tell(.epochEnded(report))
  }

  private func beginTiming() {
    epochStart = clock.now
    (stepSeconds, stepImages) = (0, 0)
  }

  private func evaluate(_ evaluator: Evaluator) -> Evaluation {
    evaluator.evaluate(
      trainer.model, seed: trainer.configuration.seed,
      klWeight: trainer.unscheduledObjective.evaluationKLWeight)
  }

  private func end(_ ending: TrainingEnding) throws -> TrainingEnding {
    try tell(.ended(ending))
    return ending
  }

  private func waitWhilePaused(_ control: TrainingControl) {
    let start = clock.now
    control.waitWhilePaused()
    epochStart += clock.now - start
  }

  private func tell(_ event: TrainingEvent) throws {
    for observer in observers { observer.observe(event, in: self) }
    for index in policies.indices {
      for action in policies[index].actions(after: event, at: trainer.position) {
        try perform(action)
      }
    }
  }

  private func perform(_ action: TrainingAction) throws {
    switch action {
    case .saveCheckpoint: try saveState()
    case .keepBest(let best):
      // With its checkpoint, so that no resumed run ever finds the model of an epoch to come.
      trainer.position.best = best
      if sound.position.step == trainer.position.step { sound.position.best = best }
      try saveModel()
      try saveState()
    case .stop: isStoppedEarly = true
    }
  }

  // MARK: What the run goes back to

  /// Never a state that would be gone back from: the step to come finds that out.
  private func saveState() throws {
    guard trainer.divergence == nil else { return }
    try save()
  }

  private func goBack(from divergence: Divergence) throws {
    let error = trainer.error(divergence)
    trainer.goBack(to: sound, from: divergence)
    sound.position.changes = trainer.position.changes
    beginTiming()
    try tell(.wentBack(divergence))
    try saveState()
    guard !trainer.position.isGivenUp else {
      _ = try end(.diverged)
      throw error
    }
  }
}
