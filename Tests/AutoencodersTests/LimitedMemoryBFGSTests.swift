import Testing

@testable import Autoencoders

struct LimitedMemoryBFGSTests {
  /// ½ Σ scale (x - place)², a thousand times steeper one way than another.
  @Test func findsTheBottomOfANarrowBowl() {
    let scales: [Double] = [1, 10, 100, 1000], places: [Double] = [3, -2, 1, 0.5]
    let minimum = LimitedMemoryBFGS(tolerance: 1e-9, relativeDecrease: 0).minimize(
      from: [0, 0, 0, 0]
    ) { x in
      let distances = zip(x, places).map { $0 - $1 }
      let value = zip(scales, distances).reduce(0) { $0 + 0.5 * $1.0 * $1.1 * $1.1 }
      return (value, zip(scales, distances).map { $0 * $1 })
    }
    for (a, b) in zip(minimum.point, places) { #expect(abs(a - b) < 1e-8) }
    #expect(minimum.iterations < 50)
  }
}
