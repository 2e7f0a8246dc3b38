/// Noise put on the images that a denoising model is fed.
public enum Corruption: Equatable, Sendable {
  /// Adds normal noise and keeps pixels in [0, 1].
  case gaussian(standardDeviation: Float)
  /// Makes each pixel black with probability `share` (Vincent et al. 2010).
  case masking(share: Float)
  /// Makes each pixel black or white, either as likely, with probability `share` (Vincent et al. 2010).
  case saltAndPepper(share: Float)

  /// The corruption in a few words.
  public var summary: String {
    switch self {
    case .gaussian(let deviation): "Gaussian noise of standard deviation \(deviation), clipped"
    case .masking(let share): "each pixel made black with probability \(share)"
    case .saltAndPepper(let share): "each pixel made black or white with probability \(share)"
    }
  }
}

extension Corruption {
  /// A deviation is not below zero, a share from zero to one.
  var isPossible: Bool { amount >= 0 && (kind == .gaussian || amount <= 1) }

  /// A corruption without its amount.
  public enum Kind: String, CaseIterable, Sendable {
    /// Normal noise added.
    case gaussian
    /// Pixels made black.
    case masking
    /// Pixels made black or white.
    case saltAndPepper = "salt-and-pepper"

    /// A usual amount: 0.5 as the standard deviation, a quarter as the share of pixels.
    public var usualAmount: Float {
      switch self {
      case .gaussian: 0.5
      case .masking, .saltAndPepper: 0.25
      }
    }
  }

  /// A corruption of this kind.
  ///
  /// - Parameters:
  ///   - kind: what is done to pixels.
  ///   - amount: the standard deviation, or the share of pixels.
  public init(_ kind: Kind, amount: Float) {
    switch kind {
    case .gaussian: self = .gaussian(standardDeviation: amount)
    case .masking: self = .masking(share: amount)
    case .saltAndPepper: self = .saltAndPepper(share: amount)
    }
  }

  /// The corruption without its amount.
  public var kind: Kind {
    switch self {
    case .gaussian: .gaussian
    case .masking: .masking
    case .saltAndPepper: .saltAndPepper
    }
  }

  /// The standard deviation, or the share of pixels.
  public var amount: Float {
    switch self {
    case .gaussian(let amount), .masking(let amount), .saltAndPepper(let amount): amount
    }
  }
}
