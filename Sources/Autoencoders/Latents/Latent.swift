/// The latent of a model: the distribution of the code between encoder and decoder.
public enum Latent: Equatable, Sendable {
  /// The encoder's output is the code; there is no prior.
  case deterministic
  /// A diagonal Gaussian posterior whose mean and log-variance two linear heads give; the prior is
  /// N(0, I).
  case gaussian(dimensions: Int)
  /// A Gaussian posterior of deviation `noise` · exp(s), whose s the objective's KL term takes for a
  /// log-variance: the mixture of log σ and log σ² that two sources print.
  case logDeviation(dimensions: Int, noise: Float)
  /// A Gaussian transformed by `steps` steps of an inverse autoregressive flow (Kingma et al. 2016),
  /// each by a network of `hidden` units; the prior is N(0, I).
  case autoregressiveFlow(dimensions: Int, steps: Int, hidden: Int)

  /// The latent's own description.
  var specification: any LatentSpecification {
    switch self {
    case .deterministic: DeterministicLatent.Specification()
    case .gaussian(let dimensions): GaussianLatent.Specification(width: dimensions)
    case .logDeviation(let dimensions, let noise):
      LogDeviationLatent.Specification(width: dimensions, noise: noise)
    case .autoregressiveFlow(let dimensions, let steps, let hidden):
      FlowLatent.Specification(width: dimensions, steps: steps, hidden: hidden)
    }
  }
}

extension Latent {
  /// Numbers in a sampled code; nil where the code is as wide as the encoder's output.
  public var dimensions: Int? { specification.dimensions }

  /// The posterior is a transformed Gaussian, which mean and log-variance do not describe.
  public var hasFlow: Bool {
    if case .autoregressiveFlow = self { true } else { false }
  }

  /// The posterior is the Gaussian that mean and log-variance describe.
  public var isGaussian: Bool { self != .deterministic && !hasFlow }

  /// The latent in a few words.
  public var summary: String { specification.summary }
}
