/// A number of the objective that may be set while a model is trained.
public enum ObjectiveWeight: String, CaseIterable, Sendable {
  /// The weight of the KL term, often called beta; one that is set stands, and no schedule moves it any more.
  case kl = "kl-weight"
  /// The nats that the KL term is held to, of a latent or of all.
  case constraint
  /// The weight of the penalty on a deterministic code.
  case penalty

  /// The weights that the objective of a model has.
  ///
  /// - Parameters:
  ///   - objective: as it is configured.
  ///   - model: the model; a deterministic one has no KL term.
  public static func all(of objective: Objective, for model: ModelConfiguration) -> [Self] {
    allCases.filter { weight in
      switch weight {
      case .kl: model.isVariational
      case .constraint: objective.klConstraint != nil
      case .penalty: objective.penalty != nil
      }
    }
  }
}

/// Weights of an objective that were set by hand, in place of those of its configuration.
public struct ObjectiveWeights: Equatable, Sendable {
  private var values: [ObjectiveWeight: Double] = [:]

  /// None.
  public init() {}

  /// A weight that was set; nil where it was not.
  public subscript(weight: ObjectiveWeight) -> Double? {
    get { values[weight] }
    set { values[weight] = newValue }
  }

  /// Whether none was set.
  public var isEmpty: Bool { values.isEmpty }

  /// An objective with these weights in place of its own.
  public func replaced(in objective: Objective) -> Objective {
    var objective = objective
    if let weight = values[.kl] { (objective.klWeight, objective.klSchedule) = (weight, .constant) }
    if let nats = values[.constraint] { objective.klConstraint?.hold(to: nats) }
    if let weight = values[.penalty] { objective.penalty?.weight = weight }
    return objective
  }
}
