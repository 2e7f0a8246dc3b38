import Testing
import Timing

struct QuantilesTests {
  /// `[numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6], p) for p in (0, .1, .25, .5, .9, 1)]`
  @Test(arguments: [(0, 1), (0.1, 1), (0.25, 1.75), (0.5, 3.5), (0.9, 6.9), (1, 9)])
  func liesWhereNumpyPutsIt(share: Double, expected: Double) {
    #expect(abs(quantile([3, 1, 4, 1, 5, 9, 2, 6], share) - expected) < 1e-12)
  }

  @Test func theMedianIsInTheMiddle() {
    #expect(median([7]) == 7)
    #expect(median([9, 1, 4]) == 4)
    #expect(median([9, 1, 4, 2]) == 3)
  }
}
