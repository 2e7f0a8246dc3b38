internal import Foundation

/// A square grid over the plane of the first two latents, the others zero.
public struct LatentGrid: Equatable, Sendable {
  /// Coordinates along one side, from the least.
  public let coordinates: [Float]

  /// Coordinates that cut the prior N(0, 1) into equal parts of its probability, from 5 % to 95 %: the
  /// grid of Keras' example, on which each picture stands for as many samples.
  public init(quantiles count: Int) {
    coordinates = (0..<count).map { place in
      let share = count > 1 ? Double(place) / Double(count - 1) : 0.5
      return Float(Self.normalQuantile(0.05 + 0.9 * share))
    }
  }

  /// Evenly spaced coordinates from -`extent` to `extent`.
  public init(extent: Float, count: Int) {
    coordinates = (0..<count).map { place in
      count > 1 ? extent * (2 * Float(place) / Float(count - 1) - 1) : 0
    }
  }

  /// The codes, row by row from the top, where the second latent is greatest.
  public func codes(dimensions: Int) -> [[Float]] {
    precondition(dimensions >= 2, "a grid over \(dimensions) latents")
    return coordinates.reversed().flatMap { y in
      coordinates.map { x in [x, y] + [Float](repeating: 0, count: dimensions - 2) }
    }
  }

  /// The share of the prior's probability in the square that the grid covers.
  public var priorMass: Double {
    let side = Self.normalShare(Double(coordinates.last ?? 0)) * 2 - 1
    return side * side
  }

  /// Φ(x), the share of N(0, 1) below `x`.
  private static func normalShare(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// Φ⁻¹(share), by Newton's method from the middle, which converges for every share from 1 % to 99 %.
  private static func normalQuantile(_ share: Double) -> Double {
    var x = 0.0
    for _ in 0..<50 {
      let density = exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
      x -= (normalShare(x) - share) / density
    }
    return x
  }
}
