/// p(x | z): how the decoder's logits are read as a distribution over pixels in [0, 1].
public enum Likelihood: Equatable, Sendable {
  /// A Bernoulli for each pixel, mean sigmoid(logit). On gray pixels its value is a cross-entropy, no
  /// normalized density.
  case bernoulli
  /// A Gaussian for each pixel, mean sigmoid(logit).
  case gaussian(standardDeviation: Float)
  /// A continuous Bernoulli for each pixel, parameter sigmoid(logit): a density on [0, 1] that is the
  /// Bernoulli's cross-entropy plus its log-normalizer (Loaiza-Ganem and Cunningham 2019).
  case continuousBernoulli

  /// Writes -log p(target | logits) of each row, in nats per image, into `nats`, and where asked for
  /// `scale` times its gradient by the logits.
  package func evaluate(
    logits: Matrix, target: Matrix, nats: Matrix, gradient: Matrix?, scale: Float, on engine: Engine
  ) {
    switch self {
    case .bernoulli:
      engine.bernoulli(logits: logits, target: target, nats: nats, gradient: gradient, scale: scale)
    case .gaussian(let standardDeviation):
      engine.gaussian(
        logits: logits, target: target, standardDeviation: standardDeviation, nats: nats,
        gradient: gradient, scale: scale)
    case .continuousBernoulli:
      engine.continuousBernoulli(
        logits: logits, target: target, nats: nats, gradient: gradient, scale: scale)
    }
  }
}

extension Likelihood {
  /// Writes the mean of p(x | z) of each pixel into `pixels`: sigmoid(logit), but for the continuous
  /// Bernoulli, whose mean lies nearer one half than its parameter does.
  package func mean(of logits: Matrix, into pixels: Matrix, on engine: Engine) {
    switch self {
    case .bernoulli, .gaussian: engine.sigmoid(logits, into: pixels)
    case .continuousBernoulli: engine.continuousBernoulliMean(logits, into: pixels)
    }
  }

  /// errors[r, 0] = Σ (mean[r] - target[r])², the mean being that of `mean(of:into:on:)`.
  func squaredError(logits: Matrix, target: Matrix, into errors: Matrix, on engine: Engine) {
    guard self == .continuousBernoulli else {
      return engine.squaredError(logits: logits, target: target, into: errors)
    }
    let means = Matrix(rows: logits.rows, columns: logits.columns)
    mean(of: logits, into: means, on: engine)
    for row in 0..<logits.rows {
      errors[row, 0] = zip(means.row(row), target.row(row)).reduce(0) {
        $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
      }
    }
  }
}

extension Likelihood {
  /// The likelihood in a few words.
  public var summary: String {
    switch self {
    case .bernoulli: "Bernoulli"
    case .gaussian(let standardDeviation): "Gaussian, standard deviation \(standardDeviation)"
    case .continuousBernoulli: "continuous Bernoulli"
    }
  }
}
