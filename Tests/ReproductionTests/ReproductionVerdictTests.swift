import Reproduction
import Testing

struct ReproductionVerdictTests {
  /// The first subject of R11, which counts, with its two claims: -ELBO at most 152, and the gap of the
  /// moments at most 0.05.
  private static func verdicts(
    elbo: [Double], gap: [Double], of card: String = "R11"
  ) throws -> [ReproductionVerdict] {
    let card = try #require(ReproductionCard.named(card))
    let subject = card.subjects[0]
    let results = zip(elbo, gap).enumerated().map { index, values in
      ReproductionResult(
        seed: UInt64(index + 1),
        values: [subject.claims[0].metric: values.0, subject.claims[1].metric: values.1],
        seconds: 30)
    }
    return subject.claims.prefix(2).map {
      ReproductionVerdict($0, about: subject, of: card, results)
    }
  }

  /// 145 and 147: mean 146, standard deviation √2.
  @Test func averagesOverSeeds() throws {
    let verdict = try Self.verdicts(elbo: [145, 147], gap: [0.02, 0.1])[0]
    #expect(verdict.mean == 146 && verdict.seeds == 2 && verdict.seconds == 60)
    #expect(abs(try #require(verdict.deviation) - 2.0.squareRoot()) < 1e-12)
  }

  /// The standard error of a pair is half its distance: of 150 and 153 the neighborhood ends at 153, of
  /// 149 and 153 too; of 148 and 152 at 152, the bound itself; of 152 and 153 it begins at 152, of 153 and
  /// 154 above it.
  @Test(arguments: [
    ([150.0, 153], ReproductionVerdict.Outcome.undecided), ([148, 152], .met),
    ([152, 153], .undecided), ([153, 154], .notMet), ([150, 150], .met), ([.nan, 150], .notMet),
    ([150], .undecided), ([160], .undecided), ([], .unmeasured),
  ])
  func theSpreadEntersTheVerdict(elbo: [Double], outcome: ReproductionVerdict.Outcome) throws {
    let gap = [Double](repeating: 0.01, count: elbo.count)
    #expect(try Self.verdicts(elbo: elbo, gap: gap)[0].outcome == outcome)
  }

  /// R10 asks for an objective from 148.4 to 152.4.
  @Test(arguments: [
    ([149.0, 152], ReproductionVerdict.Outcome.met), ([148, 150], .undecided),
    ([147, 148], .notMet), ([140, 160], .undecided), ([153, 154], .notMet),
  ])
  func aBoundMayHaveTwoSides(objective: [Double], outcome: ReproductionVerdict.Outcome) throws {
    #expect(try Self.verdicts(elbo: objective, gap: [0, 0], of: "R10")[0].outcome == outcome)
  }

  @Test func anUnmetClaimSaysWhy() throws {
    let verdicts = try Self.verdicts(elbo: [150, 150], gap: [0.5, 0.6])
    #expect(verdicts[0].shortfall == nil)
    #expect(try #require(verdicts[1].shortfall).next.contains("rate"))
  }

  /// R11 has three seeds.
  @Test(arguments: [
    ([150.0, 150, 150], [0.01, 0.01, 0.01], ReproductionCard.Standing.passed),
    ([150, 150], [0.01, 0.01], .incomplete), ([], [], .incomplete),
    ([151, 152, 153], [0.01, 0.01, 0.01], .undecided),
    ([150, 150, 150], [0.5, 0.6, 0.7], .missed), ([150, 150], [0.5, 0.6], .missed),
  ])
  func aCardStandsByWhatCounts(
    elbo: [Double], gap: [Double], standing: ReproductionCard.Standing
  ) throws {
    let card = try #require(ReproductionCard.named("R11"))
    let verdicts = try Self.verdicts(elbo: elbo, gap: gap)
    #expect(card.standing(verdicts) == standing)
  }

  /// What is asked of a setting of our own does not count, met or not.
  @Test func oursDoesNotCount() throws {
    let card = try #require(ReproductionCard.named("R11"))
    let ours = try #require(card.subjects.first { $0.isOurs })
    let bad = (1...3).map {
      ReproductionResult(seed: $0, values: [ours.claims[0].metric: 200], seconds: 1)
    }
    let missed = ReproductionVerdict(ours.claims[0], about: ours, of: card, bad)
    #expect(missed.outcome == .notMet && !missed.counts)
    let met = try Self.verdicts(elbo: [150, 150, 150], gap: [0.01, 0.01, 0.01])
    #expect(card.standing(met + [missed]) == .passed)
  }
}
