/// A penalty on a deterministic code, in nats per image.
public enum CodePenalty: Equatable, Sendable {
  /// weight · Σ |code|.
  case l1(weight: Double)
  /// weight · Σ KL(Bernoulli(target) || Bernoulli(mean activation)) of sigmoid units, the mean taken
  /// over the images worked on at once (Ng 2011).
  case activation(weight: Double, target: Double)
  /// weight · ‖∂code/∂image‖², the squared Frobenius norm of a one-layer encoder's Jacobian (Rifai et
  /// al. 2011).
  case contraction(weight: Double)

  /// The penalty's own description: the one place that tells the kinds apart.
  var term: any PenaltyTerm {
    switch self {
    case .l1(let weight): L1Penalty(weight: weight)
    case .activation(let weight, let target): ActivationPenalty(weight: weight, target: target)
    case .contraction(let weight): ContractionPenalty(weight: weight)
    }
  }
}

extension CodePenalty {
  /// The factor of the penalty in the loss.
  public var weight: Double {
    get { term.weight }
    set {
      self =
        switch self {
        case .l1: .l1(weight: newValue)
        case .activation(_, let target): .activation(weight: newValue, target: target)
        case .contraction: .contraction(weight: newValue)
        }
    }
  }

  /// The penalty in a few words.
  public var summary: String { term.summary }
}
