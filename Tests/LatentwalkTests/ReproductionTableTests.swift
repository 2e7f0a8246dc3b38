import Reproduction
import Testing

@testable import latentwalk

struct ReproductionTableTests {
  private static func result(_ seed: UInt64, elbo: Double, gap: Double) -> ReproductionResult {
    ReproductionResult(
      subject: "vae", seed: seed,
      values: [
        ReproductionMetric.negativeELBO.name: elbo, ReproductionMetric.momentGap.name: gap,
      ], seconds: 30)
  }

  /// -ELBO of 145 and 147: mean 146, standard deviation √2.
  @Test func aRowSaysWhatWasAskedAndObtained() throws {
    let card = try #require(ReproductionCard.named("R11"))
    let results = [Self.result(1, elbo: 145, gap: 0.02), Self.result(2, elbo: 147, gap: 0.1)]
    let table = markdownTable(card.claims.prefix(2).map { ReproductionVerdict(card, $0, results) })
    #expect(
      table.contains("| R11 | vae | -ELBO | 146.00 ± 1.41 (2 seeds) | at most 152.00 | met |"))
    #expect(table.contains("**missed**"))
  }
}
