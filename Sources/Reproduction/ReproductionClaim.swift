/// A number that comes out of a subject, and what it should be on average over seeds.
package struct ReproductionClaim: Sendable {
  /// The number that it is about.
  package let metric: ReproductionMetric
  /// Nil where nothing is asked of the number, which is shown beside the others.
  package let bound: Bound?
  /// A proposal that goes beyond what was published; a card passes without it.
  package let isStretch: Bool
  /// The number to compare with, and where it stands.
  package let published: String
  /// Why the claim is known not to be met.
  package let shortfall: Shortfall?

  /// The reason why a claim is not met, and the next thing to try.
  package struct Shortfall: Equatable, Sendable {
    /// A part of a sentence.
    package let reason: String
    /// A thing to do, likewise.
    package let next: String
  }

  /// Asks that a number be within a bound.
  static func asked(
    _ metric: ReproductionMetric, _ bound: Bound, published: String = "none",
    missed shortfall: Shortfall? = nil
  ) -> Self {
    Self(
      metric: metric, bound: bound, isStretch: false, published: published, shortfall: shortfall)
  }

  /// Proposes a bound beyond what was published.
  static func stretch(
    _ metric: ReproductionMetric, _ bound: Bound, published: String = "none",
    missed shortfall: Shortfall? = nil
  ) -> Self {
    Self(metric: metric, bound: bound, isStretch: true, published: published, shortfall: shortfall)
  }

  /// Shows a number that nothing is asked of.
  static func shown(_ metric: ReproductionMetric, published: String = "none") -> Self {
    Self(metric: metric, bound: nil, isStretch: false, published: published, shortfall: nil)
  }

  /// The numbers that a claim admits.
  package enum Bound: Equatable, Sendable {
    case atMost(Double)
    case atLeast(Double)
    case within(Double, of: Double)

    /// From the least to the greatest number that is admitted.
    package var range: ClosedRange<Double> {
      switch self {
      case .atMost(let limit): -.infinity...limit
      case .atLeast(let limit): limit ... .infinity
      case .within(let distance, let center): center - distance...center + distance
      }
    }
  }
}

typealias Shortfall = ReproductionClaim.Shortfall
