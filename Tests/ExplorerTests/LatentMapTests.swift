import Autoencoders
import Explorer
import TerminalUI
import Testing

struct LatentMapTests {
  @Test func findsTheNearestInOrder() {
    let map = Fixture.map
    let found = map.nearest(x: 0.3, y: -0.4, count: 7)
    let sorted = map.points.enumerated()
      .map { (index: $0.offset, squared: (Double($0.element.x) - 0.3, Double($0.element.y) + 0.4)) }
      .map { ($0.index, $0.squared.0 * $0.squared.0 + $0.squared.1 * $0.squared.1) }
      .sorted { $0.1 < $1.1 }
    #expect(found.map(\.index) == sorted.prefix(7).map(\.0))
    #expect(map.nearest(x: 0, y: 0, count: 1).first?.distance ?? -1 >= 0)
  }

  @Test func theBulkLeavesOutTheOutermost() {
    var codes: [Float] = (0..<1_000).flatMap { [Float($0) / 1_000, Float(0.5)] }
    codes[0] = 1e6
    let map = LatentMap(codes: codes, labels: [UInt8](repeating: 1, count: 1_000), latentCount: 2)
    #expect(map.bulk?.x.upperBound ?? 2 < 1)
    #expect(LatentMap(codes: [], labels: [], latentCount: 2).bulk == nil)
  }

  @Test func oneDimensionLiesOnALine() {
    let map = LatentMap(codes: [1, 2, 3], labels: [0, 1, 2], latentCount: 1)
    #expect(map.points.allSatisfy { $0.y == 0 })
    #expect(map.code(x: 1.5, y: 9) == [1.5])
  }

  @Test func moreDimensionsAreSeenThroughAPlane() throws {
    var random = Philox(seed: 2, stream: .prior)
    var codes: [Float] = []
    for _ in 0..<300 {
      codes += [5 * random.nextUnit(), 2 * random.nextUnit(), 0.1 * random.nextUnit(), 7]
    }
    let map = LatentMap(codes: codes, labels: [UInt8](repeating: 4, count: 300), latentCount: 4)
    #expect(map.plane != nil)
    let point = map.points[10]
    let code = map.code(x: Double(point.x), y: Double(point.y))
    for index in 0..<4 { #expect(abs(code[index] - codes[40 + index]) < 0.2) }
    #expect(map.densestRegions[4] != nil && map.densestRegions[5] == nil)
  }
}
