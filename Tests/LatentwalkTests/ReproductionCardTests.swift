import Testing

@testable import Autoencoders
@testable import latentwalk

struct ReproductionCardTests {
  @Test(arguments: ReproductionCard.all.map(\.name))
  func claimsAreAboutTheCardsRecipes(name: String) throws {
    let card = try #require(ReproductionCard.named(name.lowercased()))
    let recipes = card.recipes.map(\.name)
    #expect(Set(recipes).count == recipes.count)
    #expect(card.claims.allSatisfy { recipes.contains($0.recipe) })
    #expect(card.claims.contains { !$0.isStretch })
    for recipe in card.recipes { try recipe.model.validate() }
  }

  @Test func boundsHoldOnTheirSide() {
    let atMost = ReproductionCard.Bound.atMost(2), within = ReproductionCard.Bound.within(1, of: 5)
    #expect(atMost.holds(2) && !atMost.holds(2.1) && !atMost.holds(.nan))
    #expect(ReproductionCard.Bound.atLeast(2).holds(2.1))
    #expect(within.holds(4) && within.holds(6) && !within.holds(6.1) && !within.holds(.nan))
  }

  private static func run(_ seed: UInt64, kl: Double) -> ReproductionRun {
    ReproductionRun(
      recipe: "vae", seed: seed,
      evaluation: Evaluation(
        images: 2, loss: LossTerms(reconstruction: 140, kl: kl, klWeight: 1), samples: 1,
        squaredError: 7.84, klPerDimension: [kl], squaredMean: [0.9], variance: [0.05],
        varianceOfMean: [0.9],
        codes: [1, 2]),
      pixels: 784, momentGap: 0.05, seconds: 30)
  }

  /// -ELBO of 145 and 147: mean 146, standard deviation √2. An error of 0.01 a pixel is 20 dB.
  @Test func aVerdictAveragesOverSeeds() throws {
    let card = try #require(ReproductionCard.named("R11"))
    let runs = [Self.run(1, kl: 5), Self.run(2, kl: 7)]
    let verdicts = card.claims.prefix(2).map { ReproductionVerdict(card, $0, runs) }
    #expect(verdicts[0].mean == 146 && abs(verdicts[0].deviation - 2.0.squareRoot()) < 1e-12)
    #expect(verdicts[0].holds && verdicts[0].seeds == 2 && verdicts[0].seconds == 60)
    #expect(abs(verdicts[1].mean - 0.05) < 1e-12)
    #expect(abs(ReproductionMetric.peakSignalToNoise.value(runs[0]) - 20) < 1e-9)
    #expect(ReproductionMetric.codeMean.value(runs[0]) == 1.5)
    let table = markdownTable(Array(verdicts))
    #expect(
      table.contains("| R11 | vae | -ELBO | 146.00 ± 1.41 (2 seeds) | at most 152.00 | met |"))
  }
}
