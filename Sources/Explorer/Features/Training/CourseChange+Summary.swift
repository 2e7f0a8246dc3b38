public import Autoencoders

// What the screen, its end and plain training say alike of a run that diverged.

extension Divergence {
  /// What happened, as in "the loss became infinite or NaN at step 1200".
  public var summary: String {
    let subject =
      switch quantity {
      case .loss: "the loss"
      case .gradient: "the gradient of \(tensor ?? "a tensor")"
      case .parameters: tensor ?? "a tensor"
      case .optimizerState: "the optimizer's memory of \(tensor ?? "a tensor")"
      case .testLoss: "the test loss"
      case .validationLoss: "the validation loss"
      }
    return "\(subject) became infinite or NaN at step \(step)"
  }
}

extension ObjectiveWeight {
  /// What a person calls it.
  var title: String {
    switch self {
    case .kl: "KL weight"
    case .constraint: "KL held to nats"
    case .penalty: "penalty"
    }
  }
}

extension CourseChange {
  /// What happened, as in "the loss became infinite or NaN at step 1200; back to epoch 2, learning rate 0.0005".
  ///
  /// - Parameter training: how the run is trained.
  public func summary(of training: TrainingConfiguration) -> String {
    let isScheduled = training.schedule != .constant
    let rate =
      "learning rate \(training.optimizer.rate * rateScale)"
      + (isScheduled ? " before its schedule" : "")
    guard let divergence else {
      let weights = ObjectiveWeight.allCases.compactMap { weight in
        self.weights[weight].map { "\(weight.title) \($0)" }
      }
      return "\(([rate] + weights).joined(separator: ", ")) from step \(step) on"
    }
    return "\(divergence.summary); back to epoch \(Int(epoch)), \(rate)"
  }
}
