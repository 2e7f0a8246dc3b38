internal import FileFormats

/// The last step of an epoch: its gradients, and how far it moved each parameter.
struct LastStep {
  /// All parameters before the step.
  private var before: FloatBuffer?
  private var isNext = false

  /// To be called before a step.
  mutating func prepare(_ trainer: Trainer) {
    isNext = trainer.position.batch == trainer.stepsPerEpoch - 1
    guard isNext else { return }
    let parameters = trainer.model.parameters
    let before = before ?? FloatBuffer(count: parameters.count)
    before.copy(parameters)
    self.before = before
  }

  /// The norms of gradients and updates after a step; none after any but an epoch's last, nor of the updates of a
  /// parameter that was all zeros.
  mutating func norms(after trainer: Trainer) -> [TensorBoardEvent.Value] {
    guard isNext, let before, trainer.isEpochComplete else { return [] }
    isNext = false
    let model = trainer.model
    return model.namedParameters.flatMap { parameter -> [TensorBoardEvent.Value] in
      let (name, range) = (parameter.name, parameter.range)
      let gradient = model.gradients.sumOfSquares(range).squareRoot()
      let update = model.parameters.sumOfSquaredDifferences(range, from: before).squareRoot()
      let size = before.sumOfSquares(range).squareRoot()
      let norm = TensorBoardEvent.Value.scalar(EventTag.gradientNorm(name), gradient)
      return size > 0 ? [norm, .scalar(EventTag.updateRatio(name), update / size)] : [norm]
    }
  }
}
