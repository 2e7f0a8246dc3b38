import Reproduction
import Testing

@testable import latentwalk

struct ReproductionTableTests {
  private static func verdicts() throws -> [ReproductionVerdict] {
    let card = try #require(ReproductionCard.named("R11"))
    let subject = card.subjects[0]
    let results = [(145.0, 0.2), (147, 0.4)].enumerated().map { index, values in
      ReproductionResult(
        seed: UInt64(index + 1),
        values: [subject.claims[0].metric: values.0, subject.claims[1].metric: values.1],
        seconds: 30)
    }
    return subject.claims.map { ReproductionVerdict($0, about: subject, of: card, results) }
      + card.subjects[1].claims.map {
        ReproductionVerdict($0, about: card.subjects[1], of: card, [])
      }
  }

  /// -ELBO of 145 and 147: mean 146, standard deviation √2.
  @Test func aRowSaysWhatWasAskedAndObtained() throws {
    let table = markdownTable(try Self.verdicts())
    #expect(
      table.contains(
        "| R11 | vae-keras | -ELBO | 146.00 ± 1.41 (2 of 3 seeds) | at most 152.00 | met |"))
    #expect(table.contains("| 0.300 ± 0.141 (2 of 3 seeds) | at most 0.050 | **not met** |"))
    #expect(table.contains("| R11 | vae (ours) | -ELBO |  | at most 152.00 | not run |"))
    #expect(table.contains("- R11, vae-keras, gap of the moments, training images: at a constant"))
  }

  @Test func theSummaryCountsCards() throws {
    let cards = try ["R1", "R11"].map { try #require(ReproductionCard.named($0)) }
    #expect(
      summary(of: cards, try Self.verdicts())
        == "0 of 2 cards pass, 1 missed, 1 not finished, 0 of 0 stretch targets met")
  }

  @Test func jsonHasWhatWasNotMeasuredToo() throws {
    let json = try jsonText(ReproductionTable(try Self.verdicts()), of: JSONSubject())
    #expect(json.contains(#""outcome": "not run""#) && json.contains(#""seeds_of_card": 3"#))
  }
}
