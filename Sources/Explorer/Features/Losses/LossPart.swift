public import Autoencoders

/// A number of a loss that a chart shows. Of training and test images it is the same quantity.
public enum LossPart: Equatable, Sendable {
  /// The reconstruction and the KL term together, whatever the objective weighs them by.
  case negativeELBO
  /// The two parts of it.
  case reconstruction, kl
  /// What training minimizes, with its weights as they are.
  case objective
  /// What the objective has besides the weighted KL term: a penalty, a constraint, another bound.
  case adjustment
  /// The loss of a layer that is trained by itself.
  case layer(PretrainedLayer)

  /// One part of the loss over some steps.
  public struct Spread: Equatable, Sendable {
    /// The mean over the steps.
    public var mean: Double
    /// From the least to the greatest of any step; nil where that is not known.
    public var range: ClosedRange<Double>?
  }

  /// The values of this part in a bucket; nil where the bucket's losses are of something else.
  public func spread(of bucket: LossHistory.Bucket) -> Spread? {
    guard bucket.subject == subject else { return nil }
    let losses = bucket.losses
    let range = extreme(losses.least).flatMap { least in
      extreme(losses.greatest).flatMap { least <= $0 ? least...$0 : nil }
    }
    return Spread(mean: value(of: losses.mean), range: range)
  }

  /// The value of this part of an evaluation; nil where test images are not evaluated by it.
  public func value(ofTest loss: LossTerms) -> Double? {
    switch self {
    case .negativeELBO, .reconstruction, .kl: value(of: loss)
    case .objective, .adjustment, .layer: nil
    }
  }

  private var subject: LossHistory.Subject {
    if case .layer(let layer) = self { .layer(layer) } else { .model }
  }

  private func value(of loss: LossTerms) -> Double {
    switch self {
    case .negativeELBO: loss.negativeELBO
    case .reconstruction, .layer: loss.reconstruction
    case .kl: loss.kl
    case .objective: loss.total
    case .adjustment: loss.adjustment
    }
  }

  private func extreme(_ extremes: StepLosses.Extremes) -> Double? {
    switch self {
    case .negativeELBO: extremes.negativeELBO
    case .reconstruction, .layer: extremes.reconstruction
    case .kl: extremes.kl
    case .objective: extremes.total
    case .adjustment: nil
    }
  }
}

extension LossPart {
  /// Every part that says something of its own.
  static func all(of session: SessionSnapshot) -> [LossPart] {
    let losses = session.history.train.last?.losses.mean
    let hasAdjustment = losses.map { $0.adjustment != 0 } ?? false
    let isELBO = losses.map { $0.klWeight == 1 || !session.isVariational } ?? true
    return shown(of: session)
      + (isELBO && !hasAdjustment ? [] : [.objective]) + (hasAdjustment ? [.adjustment] : [])
  }

  /// The parts that say how good the model is.
  static func shown(of session: SessionSnapshot) -> [LossPart] {
    if session.isVariational { return [.negativeELBO, .reconstruction, .kl] }
    return (session.pretrainedLayer.map { [.layer($0)] } ?? []) + [.reconstruction]
  }
}
