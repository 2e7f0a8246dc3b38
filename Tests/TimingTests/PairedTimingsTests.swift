import Testing
import Timing

struct PairedTimingsTests {
  @Test func everySecondPairIsTheOtherWayRound() {
    var timings = PairedTimings()
    var order: [String] = []
    for _ in 0..<3 {
      timings.add(
        ours: {
          order.append("ours")
          return 1
        },
        theirs: {
          order.append("theirs")
          return 2
        })
    }
    #expect(order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"])
    #expect(timings.pairs.map(\.ours) == [1, 1, 1])
    #expect(timings.pairs.map(\.theirs) == [2, 2, 2])
    #expect(timings.pairs.map(\.ratio) == [2, 2, 2])
  }

  /// A machine that takes a half longer for everything each time gives the same ratio in each pair of equal work,
  /// one way round or the other.
  @Test func aMachineThatGetsSlowerIsNobodysDisadvantage() {
    var timings = PairedTimings()
    var pace = 1.0
    func timed() -> Double {
      defer { pace *= 1.5 }
      return pace
    }
    for _ in 0..<6 { timings.add(ours: timed, theirs: timed) }
    let ratio = timings.ratio
    #expect(abs(ratio.median - (1.5 + 1 / 1.5) / 2) < 1e-12)
    #expect(abs(ratio.range.lowerBound - 1 / 1.5) < 1e-12)
    #expect(abs(ratio.range.upperBound - 1.5) < 1e-12)
  }
}
