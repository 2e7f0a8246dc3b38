import Autoencoders
import Reproduction
import TestSupport
import Testing

struct ReproductionCardTests {
  @Test(arguments: ReproductionCard.all.map(\.name))
  func claimsAreAboutTheCardsPresets(name: String) throws {
    let card = try #require(ReproductionCard.named(name.lowercased()))
    let subjects = card.subjects.map(\.name)
    #expect(Set(subjects).count == subjects.count)
    #expect(card.claims.allSatisfy { subjects.contains($0.subject) })
    #expect(card.claims.contains { !$0.isStretch && $0.bound != .none })
    #expect(
      card.claims.compactMap(\.metric.comparison).allSatisfy { subjects.contains($0.preset) })
    for subject in card.subjects {
      guard case .preset(let preset) = subject else { continue }
      try preset.model.validate()
      try preset.training.objective.check(for: preset.model)
      #expect(!card.metrics(of: preset.name).contains { !$0.isOfModel })
    }
  }

  @Test func boundsHoldOnTheirSide() {
    let atMost = ReproductionCard.Bound.atMost(2), within = ReproductionCard.Bound.within(1, of: 5)
    #expect(atMost.holds(2) && !atMost.holds(2.1) && !atMost.holds(.nan))
    #expect(ReproductionCard.Bound.atLeast(2).holds(2.1))
    #expect(within.holds(4) && within.holds(6) && !within.holds(6.1) && !within.holds(.nan))
  }

  private static func result(_ seed: UInt64, elbo: Double, gap: Double) -> ReproductionResult {
    ReproductionResult(
      subject: "vae", seed: seed,
      values: [
        ReproductionMetric.negativeELBO.name: elbo, ReproductionMetric.momentGap.name: gap,
      ], seconds: 30)
  }

  /// -ELBO of 145 and 147: mean 146, standard deviation √2.
  @Test func aVerdictAveragesOverSeeds() throws {
    let card = try #require(ReproductionCard.named("R11"))
    let results = [Self.result(1, elbo: 145, gap: 0.02), Self.result(2, elbo: 147, gap: 0.1)]
    let verdicts = card.claims.prefix(2).map { ReproductionVerdict(card, $0, results) }
    #expect(verdicts[0].mean == 146 && abs(verdicts[0].deviation - 2.0.squareRoot()) < 1e-12)
    #expect(verdicts[0].holds && verdicts[0].seeds == 2 && verdicts[0].seconds == 60)
    #expect(abs(verdicts[1].mean - 0.06) < 1e-12 && !verdicts[1].holds)
  }
}
