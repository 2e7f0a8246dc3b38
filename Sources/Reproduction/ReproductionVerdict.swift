/// A claim held against what came out.
package struct ReproductionVerdict: Sendable {
  package let card: String
  package let claim: ReproductionCard.Claim
  package let mean: Double
  /// Standard deviation over seeds; zero for one seed.
  package let deviation: Double
  /// Seeds it was found with.
  package let seeds: Int
  /// Seconds spent training, all seeds together.
  package let seconds: Double

  /// The mean over results is within the bound; a number that nothing is asked of is finite.
  package var holds: Bool { claim.bound.holds(mean) }

  /// Holds a claim against the results of its subject.
  package init(
    _ card: ReproductionCard, _ claim: ReproductionCard.Claim, _ results: [ReproductionResult]
  ) {
    let results = results.filter { $0.subject == claim.subject }
    let values = results.map { $0.values[claim.metric.name] ?? .nan }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.card = card.name
    self.claim = claim
    self.mean = mean
    deviation = values.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    seeds = values.count
    seconds = results.reduce(0) { $0 + $1.seconds }
  }
}
