/// A measure of how unlike its training images per image is to a model: the greater, the more anomalous.
public enum AnomalyScore: String, CaseIterable, Codable, Sendable {
  /// Σ (x - x̂)², the image from the mean code.
  case squaredError = "squared-error"
  /// -log p(x | z) at the mean code, in nats.
  case reconstruction = "cross-entropy"
  /// -log p(x | z) at the mean code, plus the KL term, in nats: -ELBO with the mean code. A flow's KL term
  /// is that of the code that comes of no noise.
  case negativeELBO = "negative-elbo"
  /// -log N(mean code; 0, I), in nats.
  case latentDensity = "latent-density"
  /// log (Σ (x - x̂)² / Σ x²): the error against that of a model which says that all is dark. Images of
  /// little ink have small errors whatever they show.
  case relativeError = "relative-error"
  /// How much emptier the code's surroundings are than its neighbors': see `LocalDensity`.
  case densityRatio = "density-ratio"
  /// `relativeError` and `densityRatio`, each in standard deviations from its mean over training images,
  /// summed: one sees images that decode badly, the other those that decode well from an unusual code.
  case combined

  /// Needs a posterior and a prior.
  public var isVariational: Bool { self == .negativeELBO || self == .latentDensity }

  /// The score in words, as a report names it.
  public var summary: String {
    switch self {
    case .squaredError: "squared error of the image from the mean code"
    case .reconstruction: "-log p(x | z) at the mean code, nats"
    case .negativeELBO: "-ELBO with the mean code, nats"
    case .latentDensity: "-log N(mean code; 0, I), nats"
    case .relativeError: "log of the squared error over the image's own sum of squares"
    case .densityRatio: "log of the 10th neighbor's distance over that of the neighbors"
    case .combined: "relative error plus density ratio, in standard deviations over training images"
    }
  }
}

/// When an image is flagged: its score lies above that of most, or of all, training images.
public enum AnomalyThreshold: Equatable, Sendable {
  /// The score that this share of training images stay below or reach.
  case quantile(Double)
  /// The greatest score of any training image.
  case largest

  /// The threshold that the rule gives, quantiles interpolated linearly between scores.
  public func value(trainingScores: [Double]) -> Double {
    precondition(!trainingScores.isEmpty, "a threshold from no scores")
    let sorted = trainingScores.sorted()
    switch self {
    case .largest: return sorted[sorted.count - 1]
    case .quantile(let share):
      let place = share * Double(sorted.count - 1)
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
  }
}
