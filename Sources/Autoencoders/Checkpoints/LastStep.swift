internal import FileFormats

/// The last step of an epoch: its gradients, and how far it moved each parameter.
struct LastStep {
  /// All parameters before the step; nil in every other.
  private var before: [Float]?

  /// To be called before a step.
  mutating func prepare(_ trainer: Trainer) {
    guard trainer.position.batch == trainer.stepsPerEpoch - 1 else { return }
    before = trainer.model.parameters.floats
  }

  /// The norms of gradients and updates after a step; none after any but an epoch's last, nor of the updates of a
  /// parameter that was all zeros.
  mutating func norms(after trainer: Trainer) -> [TensorBoardEvent.Value] {
    guard let before, trainer.isEpochComplete else { return [] }
    self.before = nil
    let model = trainer.model
    return model.namedParameters.flatMap { parameter -> [TensorBoardEvent.Value] in
      let gradient = norm(model.gradients.floats(parameter.range))
      let own = Array(before[parameter.range])
      let update = zip(own, model.parameters.floats(parameter.range)).map { $1 - $0 }
      let size = norm(own)
      var values = [TensorBoardEvent.Value.scalar(EventTag.gradientNorm(parameter.name), gradient)]
      if size > 0 {
        values.append(.scalar(EventTag.updateRatio(parameter.name), norm(update) / size))
      }
      return values
    }
  }
}

/// The Euclidean norm.
private func norm(_ numbers: [Float]) -> Double {
  numbers.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
}
