/// p(x | z): how the decoder's logits are read as a distribution over pixels in [0, 1].
public enum Likelihood: Codable, Equatable, Sendable {
  /// A Bernoulli for each pixel, mean sigmoid(logit). On grey pixels its value is a cross-entropy, no
  /// normalised density.
  case bernoulli
  /// A Gaussian for each pixel, mean sigmoid(logit).
  case gaussian(standardDeviation: Float)

  /// Writes -log p(target | logits) of each row, in nats per image, into `nats`, and where asked for
  /// `scale` times its gradient by the logits.
  public func evaluate(
    logits: Matrix, target: Matrix, nats: Matrix, gradient: Matrix?, scale: Float, on engine: Engine
  ) {
    switch self {
    case .bernoulli:
      engine.bernoulli(logits: logits, target: target, nats: nats, gradient: gradient, scale: scale)
    case .gaussian(let standardDeviation):
      engine.gaussian(
        logits: logits, target: target, standardDeviation: standardDeviation, nats: nats,
        gradient: gradient, scale: scale)
    }
  }
}

extension Likelihood {
  /// What it is, in a few words.
  public var summary: String {
    switch self {
    case .bernoulli: "Bernoulli"
    case .gaussian(let standardDeviation): "Gaussian, standard deviation \(standardDeviation)"
    }
  }
}
