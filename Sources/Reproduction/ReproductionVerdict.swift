/// A claim held against what came out.
package struct ReproductionVerdict: Sendable {
  /// The card that claims it.
  package let card: ReproductionCard
  /// The subject that it is claimed of.
  package let subject: ReproductionSubject
  /// The claim.
  package let claim: ReproductionClaim
  /// Mean over seeds; not a number where nothing was measured.
  package let mean: Double
  /// Standard deviation over seeds, with one seed less in the denominator; nil for fewer than two.
  package let deviation: Double?
  /// Seeds it was found with.
  package let seeds: Int
  /// Seconds spent training, all seeds together.
  package let seconds: Double

  /// Holds a claim about a subject against its results.
  package init(
    _ claim: ReproductionClaim, about subject: ReproductionSubject, of card: ReproductionCard,
    _ results: [ReproductionResult]
  ) {
    let values = results.compactMap { $0.values[claim.metric] }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.card = card
    self.subject = subject
    self.claim = claim
    self.mean = mean
    deviation = values.count > 1 ? (squares / (count - 1)).squareRoot() : nil
    seeds = values.count
    seconds = results.reduce(0) { $0 + $1.seconds }
  }

  /// How a claim stands.
  package enum Outcome: String, Sendable {
    /// Nothing is asked of the number.
    case shown
    case met
    case notMet = "not met"
    /// The bound lies less than a standard error from the mean, so that other seeds may say otherwise; or
    /// there is one seed, which has no spread.
    case undecided
    /// Nothing was measured yet.
    case unmeasured = "not run"
  }

  /// The verdict: met when the mean and its neighborhood of one standard error, the deviation over the
  /// square root of the number of seeds, are within the bound; not met when they are all outside it; else
  /// undecided.
  package var outcome: Outcome {
    guard seeds > 0 else { return .unmeasured }
    guard let bound = claim.bound else { return .shown }
    guard let deviation else { return .undecided }
    guard mean.isFinite else { return .notMet }
    let error = deviation / Double(seeds).squareRoot()
    let (low, high) = (mean - error, mean + error)
    if bound.range.contains(low), bound.range.contains(high) { return .met }
    return bound.range.overlaps(low...high) ? .undecided : .notMet
  }

  /// The outcome counts for the card: something was published, and asked of the setting that it is about.
  package var counts: Bool { claim.bound != nil && !claim.isStretch && !subject.isOurs }

  /// Why the claim is not met, where it is not and that is known.
  package var shortfall: ReproductionClaim.Shortfall? {
    outcome == .notMet || outcome == .undecided ? claim.shortfall : nil
  }
}
