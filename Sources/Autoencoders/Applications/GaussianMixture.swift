internal import Foundation

/// A weighted sum of normal distributions with full covariances: a density of codes that samples can be
/// drawn from where the prior is not what the codes follow (Ghosh et al. 2020).
public struct GaussianMixture: Sendable {
  /// One normal distribution of the sum.
  public struct Component: Sendable {
    /// Its share of the sum.
    public let weight: Double
    /// The mean, a value for each latent.
    public let mean: [Double]
    /// The lower triangle whose product with its transpose is the covariance.
    let factor: CholeskyFactor

    /// The covariance, row after row.
    public var covariance: [Double] {
      let size = factor.size
      return (0..<size * size).map { place in
        let (row, column) = (place / size * size, place % size * size)
        return (0..<size).reduce(0) { $0 + factor.values[row + $1] * factor.values[column + $1] }
      }
    }

    /// L⁻¹, row after row: what turns a code, less the mean, into independent normals.
    var whitening: [Double] {
      let size = factor.size
      let identity = (0..<size * size).map { $0 / size == $0 % size ? 1.0 : 0.0 }
      return factor.solveLower(identity, columns: size)
    }

    /// log(weight) + the logarithm of the density at the mean.
    var logPeak: Double {
      log(weight) - 0.5 * (factor.logDeterminant + Double(factor.size) * log(2 * Double.pi))
    }
  }

  /// The Gaussians, whose weights sum to one.
  public let components: [Component]

  /// `count` codes, each from a component drawn by its weight.
  public func samples(_ count: Int, seed: UInt64) -> [[Float]] {
    var random = Philox(seed: seed, stream: .mixture)
    return (0..<count).map { _ in
      let component = drawComponent(&random)
      let noise = component.mean.map { _ in random.nextNormal() }
      return zip(component.mean, component.factor.multiply(noise)).map { Float($0 + $1) }
    }
  }

  private func drawComponent(_ random: inout Philox) -> Component {
    var rest = Double(random.nextUnit())
    for component in components.dropLast() {
      rest -= component.weight
      if rest < 0 { return component }
    }
    return components[components.count - 1]
  }
}

extension Philox {
  /// A sample of N(0, 1), by Box-Muller from two words.
  fileprivate mutating func nextNormal() -> Double {
    let radius = (-2 * log(1 - Double(nextUnit()))).squareRoot()
    return radius * cos(2 * Double.pi * Double(nextUnit()))
  }
}
