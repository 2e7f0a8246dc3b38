/// Why a model cannot be trained with an objective: a part of it that the model does not have.
public enum ObjectiveError: Error, Equatable {
  /// A penalty on codes that are sampled, not given.
  case penaltyOfPosterior
  /// A contraction of an encoder that is more than one dense layer.
  case contractionOfLayers
  /// A divergence of mean activations from units that are not sigmoid ones.
  case activationOfUnits
  /// A constraint of the KL term, or importance weights, where there is no posterior.
  case noPosterior
  /// A constraint of the KL term, or importance weights, of a posterior that is no plain Gaussian.
  case notGaussian
  /// A constraint of the KL term in a bound that has no such term.
  case constraintOfBound
}

extension Objective {
  /// Checks that `model` has all that the objective weighs.
  ///
  /// - Throws: `ObjectiveError`, with the first part that the model does not have.
  public func check(for model: ModelConfiguration) throws(ObjectiveError) {
    if let penalty {
      guard !model.isVariational else { throw .penaltyOfPosterior }
      try penalty.term.check(model)
    }
    guard klConstraint != nil || bound != .elbo else { return }
    guard model.isVariational else { throw .noPosterior }
    guard case .gaussian = model.latent else { throw .notGaussian }
    if bound != .elbo, klConstraint != nil { throw .constraintOfBound }
  }
}
