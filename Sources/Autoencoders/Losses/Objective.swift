/// What training minimizes: the reconstruction, and what is weighed against it.
public struct Objective: Codable, Equatable, Sendable {
  /// Weight of the KL term, often called beta.
  public var klWeight: Double
  /// How the weight gets there.
  public var klSchedule: KLSchedule
  /// What the KL term is held to instead of being weighed as it is.
  public var klConstraint: KLConstraint?
  /// Which bound on log p(x) a variational model maximizes.
  public var bound: EvidenceBound
  /// What a deterministic code is penalized for.
  public var penalty: CodePenalty?

  public init(
    klWeight: Double = 1, klSchedule: KLSchedule = .constant, klConstraint: KLConstraint? = nil,
    bound: EvidenceBound = .elbo, penalty: CodePenalty? = nil
  ) {
    self.klWeight = klWeight
    self.klSchedule = klSchedule
    self.klConstraint = klConstraint
    self.bound = bound
    self.penalty = penalty
  }

  /// The objective as its schedules have it after `epoch` epochs, a fraction included.
  public func scheduled(epoch: Double) -> Objective {
    var objective = self
    objective.klWeight *= klSchedule.factor(epoch: epoch)
    objective.klSchedule = .constant
    objective.klConstraint = klConstraint?.scheduled(epoch: epoch)
    return objective
  }

  /// The weight of the KL term where a model is evaluated: a constraint's weight is none of the ELBO.
  public var evaluationKLWeight: Double { klConstraint?.isCapacity == true ? 1 : klWeight }
}

/// A lower bound on log p(x).
public enum EvidenceBound: Codable, Equatable, Sendable {
  /// E[log p(x, z) - log q(z | x)].
  case elbo
  /// E[log 1/K Σ p(x, zₖ) / q(zₖ | x)] (Burda, Grosse and Salakhutdinov 2015), its gradient by the
  /// posterior taken as `estimator` says.
  case importanceWeighted(samples: Int, estimator: Estimator)

  public enum Estimator: String, Codable, Sendable {
    /// Of the whole bound, as Burda et al. have it.
    case reparameterized
    /// Without the score term, whose share of the variance grows with K (Tucker et al. 2018).
    case doublyReparameterized
  }

  /// Codes drawn for each image.
  public var samples: Int {
    switch self {
    case .elbo: 1
    case .importanceWeighted(let samples, _): samples
    }
  }

  /// What it is, in a few words.
  public var summary: String {
    switch self {
    case .elbo: "ELBO"
    case .importanceWeighted(let samples, .reparameterized):
      "importance-weighted, \(samples) samples"
    case .importanceWeighted(let samples, .doublyReparameterized):
      "importance-weighted, \(samples) samples, doubly reparameterized"
    }
  }
}
