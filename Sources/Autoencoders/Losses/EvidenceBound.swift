/// A lower bound on log p(x).
public enum EvidenceBound: Equatable, Sendable {
  /// E[log p(x, z) - log q(z | x)].
  case elbo
  /// E[log 1/K Σ p(x, zₖ) / q(zₖ | x)] (Burda, Grosse and Salakhutdinov 2015), its gradient by the
  /// posterior taken as `estimator` says.
  case importanceWeighted(samples: Int, estimator: Estimator)

  /// How the gradient of an importance-weighted bound by the posterior is estimated.
  public enum Estimator: String, CaseIterable, Sendable {
    /// Of the whole bound, as Burda et al. have it.
    case reparameterized
    /// Without the score term, whose share of the variance grows with K (Tucker et al. 2018).
    case doublyReparameterized
  }

  /// Codes drawn for each image.
  public var samples: Int {
    switch self {
    case .elbo: 1
    case .importanceWeighted(let samples, _): samples
    }
  }

  /// The bound in a few words.
  public var summary: String {
    switch self {
    case .elbo: "ELBO"
    case .importanceWeighted(let samples, .reparameterized):
      "importance-weighted, \(samples) samples"
    case .importanceWeighted(let samples, .doublyReparameterized):
      "importance-weighted, \(samples) samples, doubly reparameterized"
    }
  }
}
