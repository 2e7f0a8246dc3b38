// Finite numbers are looked for where it costs little: the loss of every step, gradients at the end of each line of
// the log, parameters and the optimizer's memory at the end of an epoch and before a checkpoint.

extension Trainer {
  /// What is no finite number of a batch's loss, or of its gradient where a line of the log ends.
  func divergence(of loss: LossTerms) -> Divergence? {
    guard loss.isFinite else { return unsoundParameters ?? found(.loss) }
    guard endsLogLine(afterSteps: 1) else { return nil }
    return firstUnsoundTensor(in: model.gradients).map { found(.gradient, $0) }
  }

  /// What is no finite number of all that a checkpoint holds.
  var divergence: Divergence? { unsoundParameters ?? unsoundOptimizerState }

  /// What is no finite number of losses on images that are not trained on.
  func divergence(test: Evaluation, validation: Evaluation?) -> Divergence? {
    if !test.loss.isFinite { return found(.testLoss) }
    return validation?.loss.isFinite == false ? found(.validationLoss) : nil
  }

  func error(_ divergence: Divergence) -> DivergenceError {
    DivergenceError(
      divergence: divergence, attempts: position.divergences, learningRate: unscheduledRate)
  }

  /// The learning rate before its schedule.
  public var unscheduledRate: Double {
    Double(stageRate * position.rateScale)
  }

  /// Why the run was given up; nil where it was not.
  public var givenUpFor: DivergenceError? {
    guard position.isGivenUp, let divergence = position.changes.last?.divergence else { return nil }
    return DivergenceError(
      divergence: divergence, attempts: position.divergences - 1,
      learningRate: 2 * unscheduledRate)
  }

  /// Whether a loss is so far above that of the first step that training can hardly come to anything.
  public func isFarAboveStart(_ loss: LossTerms) -> Bool {
    guard let start = position.firstLoss else { return false }
    return loss.total - start > 9 * max(abs(start), 1)
  }

  /// What is no finite number of the parameters.
  var unsoundParameters: Divergence? {
    firstUnsoundTensor(in: model.parameters).map { found(.parameters, $0) }
  }

  private var unsoundOptimizerState: Divergence? {
    optimizer.state.lazy.compactMap { self.firstUnsoundTensor(in: $0.buffer) }.first
      .map { found(.optimizerState, $0) }
  }

  private func found(_ quantity: Divergence.Quantity, _ tensor: String? = nil) -> Divergence {
    Divergence(step: position.step, epoch: epoch, quantity: quantity, tensor: tensor)
  }

  /// The name of the parameter at whose place `buffer` has a number that is not finite.
  private func firstUnsoundTensor(in buffer: FloatBuffer) -> String? {
    if buffer.isFinite(0..<buffer.count) { return nil }
    return model.layout.parameters.first { !buffer.isFinite($0.range) }?.name
  }
}

// MARK: - Another course

extension Trainer {
  /// Goes back to `state`, where the run was sound, and on from there with half the learning rate. The time
  /// stays as it is, and so does the best epoch unless it is taken back too.
  package func goBack(to state: Checkpoint, from divergence: Divergence) {
    let change = CourseChange(
      step: state.position.step, epoch: Double(state.position.epoch),
      rateScale: position.rateScale / 2, weights: position.weights, divergence: divergence)
    var target = state.position
    target.seconds = position.seconds
    // The best epoch stays, unless it is one of those that are taken back.
    if let best = position.best, best.epoch <= state.position.epoch { target.best = best }
    target.changes = position.changes + [change]
    adopt(state, at: target)
  }

  /// Stands where `state` was taken, or at another position of the same epoch and step.
  package func adopt(_ state: Checkpoint, at position: TrainingPosition? = nil) {
    move(to: position ?? state.position)
    model.load(state.model)
    for (name, buffer) in optimizer.state { buffer.write(state.optimizerState[name] ?? []) }
    contrastiveDivergence?.state = state.chains
    lead?.note(.state)
  }

  /// Goes on with a learning rate of `rate` before its schedule, which goes on where it is. Nothing changes
  /// where the configured rate is zero, for no factor makes it another.
  public func changeLearningRate(to rate: Float) { _ = intervene(.rate(rate)) }
}
