internal import Autoencoders
internal import TerminalUI

/// The names of a run's losses.
struct LossNames {
  private let session: SessionSnapshot
  private let minus: String

  init(_ session: SessionSnapshot, usesUnicode: Bool) {
    self.session = session
    minus = usesUnicode ? "−" : "-"
  }

  func name(of part: LossPart) -> String {
    switch part {
    case .negativeELBO: hasPrintedKL ? "recon+KL" : "\(minus)ELBO"
    case .reconstruction: "recon"
    case .kl: "KL"
    case .objective: "objective"
    case .adjustment: adjustment
    case .layer(let layer): "layer \(layer.number)/\(layer.count) loss"
    }
  }

  /// What a chart shows besides the lines of train and test, and is easily taken for something else.
  func note(on part: LossPart) -> String? {
    switch part {
    case .kl: klWeight.map { "weight \($0)" }
    case .reconstruction where session.pretrainedLayer != nil: "of the whole model"
    default: nil
    }
  }

  /// The weight of the KL term in the last steps where it is not one.
  private var klWeight: String? {
    guard let weight = session.history.train.last?.losses.mean.klWeight, weight != 1 else {
      return nil
    }
    return rate(weight, decimals: 2)
  }

  private var adjustment: String {
    guard let objective = session.training?.objective else { return "rest" }
    if objective.penalty != nil { return "penalty" }
    if objective.klConstraint != nil { return "constraint" }
    return objective.bound.samples > 1
      ? "\(minus)L\(objective.bound.samples) less \(minus)ELBO" : "rest"
  }

  /// The objective's KL term is not the posterior's KL.
  private var hasPrintedKL: Bool {
    if case .logDeviation = session.model?.configuration.latent { true } else { false }
  }
}
