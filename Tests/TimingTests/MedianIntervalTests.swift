import Testing
import Timing

struct MedianIntervalTests {
  struct Expected {
    let count: Int
    /// Ranks of the ends, counted from 1.
    let low, high: Int
    let coverage: Double
  }

  /// The narrowest with `1 - 2 * sum(math.comb(n, i) for i in range(low)) / 2**n` of at least 0.95, or all.
  static let expected = [
    Expected(count: 1, low: 1, high: 1, coverage: 0),
    Expected(count: 2, low: 1, high: 2, coverage: 0.5),
    Expected(count: 5, low: 1, high: 5, coverage: 0.9375),
    Expected(count: 6, low: 1, high: 6, coverage: 0.96875),
    Expected(count: 9, low: 2, high: 8, coverage: 0.9609375),
    Expected(count: 10, low: 2, high: 9, coverage: 0.978515625),
    Expected(count: 20, low: 6, high: 15, coverage: 0.9586105346679688),
    Expected(count: 40, low: 14, high: 27, coverage: 0.9615226917157997),
  ]

  @Test(arguments: expected)
  func endsAtTheRanksOfTheBinomial(expected: Expected) {
    // Ranks shuffled: 7 has no factor in common with any count but multiples of it.
    let ranks = (0..<expected.count).map { Double($0 * 7 % expected.count + 1) }
    let interval = MedianInterval(ranks)
    #expect(interval.median == Double(expected.count + 1) / 2)
    #expect(interval.range == Double(expected.low)...Double(expected.high))
    #expect(abs(interval.coverage - expected.coverage) < 1e-12)
  }

  /// Nine draws from a distribution without a mean, Pareto's of index 1, again and again.
  @Test func holdsTheMedianAsOftenAsItSays() {
    var generator = SplitMix(state: 1)
    let trueMedian = Self.pareto(0.5)
    let times = 20_000
    let held = (0..<times).count { _ in
      let draws = (0..<9).map { _ in Self.pareto(Double.random(in: 0..<1, using: &generator)) }
      return MedianInterval(draws).range.contains(trueMedian)
    }
    // The standard error of the share is 0.0014.
    #expect(abs(Double(held) / Double(times) - 0.9609375) < 0.006)
  }

  private static func pareto(_ share: Double) -> Double { 1 / (1 - share) }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }
}
