/// The loss that training minimizes: the reconstruction, and what is weighed against it.
public struct Objective: Equatable, Sendable {
  /// Weight of the KL term, often called beta.
  public var klWeight: Double
  /// How the weight gets there.
  public var klSchedule: KLSchedule
  /// The constraint that the KL term is held to instead of being weighed as it is.
  public var klConstraint: KLConstraint?
  /// Which bound on log p(x) a variational model maximizes.
  public var bound: EvidenceBound
  /// The penalty on a deterministic code.
  public var penalty: CodePenalty?

  /// The ELBO as it is, unless a part says otherwise; `check(for:)` tells whether a model has the parts.
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
  package var evaluationKLWeight: Double { klConstraint?.isCapacity == true ? 1 : klWeight }
}
