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
    case .total: total
    case .reconstruction: "recon"
    case .kl: "KL"
    }
  }

  /// With a weight of one the total is the negative ELBO; any other weight is named, and so is a bound
  /// of several samples. Where more than a weighted KL is added, the total is but a loss.
  private var total: String {
    if let layer = session.pretrainedLayer { return "layer \(layer.number)/\(layer.count) loss" }
    guard session.isVariational else { return "loss" }
    let objective = session.objective ?? Objective()
    if objective.bound.samples > 1 { return "\(minus)L\(objective.bound.samples)" }
    if objective.klConstraint != nil || hasPrintedKL { return "loss" }
    let weight = session.history.test.last?.loss.klWeight ?? 1
    return weight == 1 ? "\(minus)ELBO" : "recon+\(fixed(weight, decimals: 2))KL"
  }

  /// The objective's KL term is not the posterior's KL.
  private var hasPrintedKL: Bool {
    if case .logDeviation = session.model?.configuration.latent { true } else { false }
  }

  /// Test images are measured by the ELBO, whatever bound or constraint training has.
  func testLabel(of part: LossPart) -> String {
    let objective = session.objective ?? Objective()
    guard part == .total, objective.bound.samples > 1 || objective.klConstraint != nil else {
      return " test "
    }
    return " test \(minus)ELBO "
  }
}
