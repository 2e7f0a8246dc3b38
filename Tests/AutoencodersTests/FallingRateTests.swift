import Testing

@testable import Autoencoders

struct FallingRateTests {
  /// Windows that bring enough leave the rate as it is; the fourth that does not ends the search.
  @Test func fallsThreeTimesThenEnds() {
    var rate = FallingRate(leastImprovement: 0.5)
    var factors: [Float] = []
    for improvement in [9, 0.4, 0.5, 0, 2, 0.1, .infinity] {
      rate.windowEnded(improvement: improvement)
      factors.append(rate.factor)
      #expect(!rate.isSpent)
    }
    for (found, expected) in zip(factors, [1, 0.3, 0.3, 0.09, 0.09, 0.027, 0.027] as [Float]) {
      #expect(abs(found - expected) < 1e-6)
    }
    rate.windowEnded(improvement: 0.49)
    #expect(rate.isSpent)
  }
}
