/// A constraint that the KL term is held to.
public enum KLConstraint: Equatable, Sendable {
  /// Each latent's KL, a mean over the images worked on at once, counts as `nats` where it is less, so
  /// that it costs nothing to use a latent that much (Kingma et al. 2016).
  case freeBits(nats: Double)
  /// |KL - C| instead of the KL, where C rises from zero to `nats` over the first epochs, or is `nats` at once where these are none
  /// (Burgess et al. 2018).
  case capacity(nats: Double, epochs: Int)

  func scheduled(epoch: Double) -> KLConstraint {
    switch self {
    case .freeBits: self
    case .capacity(_, epochs: 0): self
    case .capacity(let nats, let epochs):
      .capacity(nats: nats * min(1, epoch / Double(epochs)), epochs: 0)
    }
  }

  /// Holds the KL term to other nats from now on.
  mutating func hold(to nats: Double) {
    self = isCapacity ? .capacity(nats: nats, epochs: 0) : .freeBits(nats: nats)
  }

  /// The bound in nats that it has, of a latent or of all.
  var nats: Double {
    switch self {
    case .freeBits(let nats), .capacity(let nats, _): nats
    }
  }

  var isCapacity: Bool {
    if case .capacity = self { true } else { false }
  }

  /// The objective's KL term where the mean KL of each latent is `kl`, all in nats.
  public func cost(of kl: some Sequence<Double>) -> Double {
    switch self {
    case .freeBits(let nats): kl.reduce(0) { $0 + max($1, nats) }
    case .capacity(let nats, _): abs(kl.reduce(0, +) - nats)
    }
  }

  /// The derivative of `cost` by the KL of a latent, `total` being the sum of all.
  func slope(at kl: Double, total: Double) -> Float {
    switch self {
    case .freeBits(let nats): kl > nats ? 1 : 0
    case .capacity(let nats, _): total > nats ? 1 : -1
    }
  }

  /// The constraint in a few words.
  public var summary: String {
    switch self {
    case .freeBits(let nats): "\(nats) nats per latent free"
    case .capacity(let nats, let epochs): "held to \(nats) nats, reached over \(epochs) epochs"
    }
  }
}
