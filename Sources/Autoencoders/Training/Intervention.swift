/// A change of the course of a run that a person asks for while it trains.
public enum Intervention: Equatable, Sendable {
  /// Another learning rate, before its schedule.
  case rate(Float)
  /// The learning rate times a factor.
  case rateFactor(Float)
  /// Another weight of the objective.
  case weight(ObjectiveWeight, Double)
}

extension Trainer {
  /// Weights of the objective that may be set.
  public var weights: [ObjectiveWeight] {
    ObjectiveWeight.all(of: configuration.objective, for: model.configuration)
  }

  /// Changes the course from the next step on, and marks it among the position's changes; false where the run has no
  /// such number, or the number is not possible.
  public func intervene(_ intervention: Intervention) -> Bool {
    var change = CourseChange(
      step: position.step, epoch: epoch, rateScale: position.rateScale, weights: position.weights)
    switch intervention {
    case .rate(let rate): change.rateScale = rate / stageRate
    case .rateFactor(let factor): change.rateScale *= factor
    case .weight(let weight, let value):
      guard weights.contains(weight), value.isFinite, value >= 0 else { return false }
      change.weights[weight] = value
    }
    guard change.rateScale.isFinite, change.rateScale >= 0 else { return false }
    position.changes.append(change)
    lead?.note(.position)
    return true
  }
}
