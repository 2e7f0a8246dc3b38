import Autoencoders
import TerminalUI
import Testing

@testable import Explorer

struct LatentMapTests {
  @Test(arguments: [
    ([1.0, 2, 1, 2, 1, 2], true), ([1.0, 2, 1, 2, 1, 2.5], false), ([1.0, 2], false), ([], false),
  ])
  func codesCoincideWhereNoneDiffers(codes: [Double], allCoincide: Bool) {
    let map = LatentMap(
      codes: codes.map(Float.init), labels: [UInt8](repeating: 3, count: codes.count / 2),
      latentCount: 2)
    #expect(map.allCodesCoincide == allCoincide)
  }

  @Test func findsTheNearestInOrder() {
    let map = Fixture.map
    let found = map.nearest(to: [0.3, -0.4], count: 7)
    let distances = map.points.map { point -> Double in
      let x = Double(point.x) - Double(Float(0.3))
      let y = Double(point.y) + Double(Float(0.4))
      return x * x + y * y
    }
    let sorted = distances.indices.sorted { distances[$0] < distances[$1] }
    #expect(found.map(\.index) == Array(sorted.prefix(7)))
    #expect(found.map(\.image) == found.map(\.index))
    #expect(found.map(\.label) == found.map { map.points[$0.index].label })
  }

  /// Of 500 codes of 40 latents, off their mean and of different scales, found as by sorting all of them.
  @Test func findsTheNearestOfWideCodesOnAndOffThePlane() {
    let latents = 40
    var random = Philox(seed: 4, stream: .prior, step: 0)
    let codes = (0..<500 * latents).map { index in
      3 + Float(index % latents) / 10 * (random.nextUnit() - 0.5)
    }
    let map = LatentMap(
      codes: codes, labels: [UInt8](repeating: 0, count: 500), latentCount: latents)
    let starts = [
      map.plane.origin, map.plane.code(at: PlanePoint(x: 2, y: -3)), map.code(17),
      map.plane.move(map.code(30), x: -1, y: 0.5), [Float](repeating: 0, count: latents),
    ]
    for start in starts {
      let distances = (0..<500).map { row in
        zip(map.code(row), start).reduce(0.0) {
          $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
        }.squareRoot()
      }
      let sorted = distances.enumerated().sorted { $0.element < $1.element }.prefix(20)
      let found = map.nearest(to: start, count: 20)
      #expect(found.map(\.index) == sorted.map(\.offset))
      #expect(zip(found, sorted).allSatisfy { abs($0.distance - $1.element) < 1e-4 })
    }
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
    #expect(map.plane.code(at: PlanePoint(x: 1.5, y: 9)) == [1.5])
    #expect(map.plane.move([1.5], x: 1, y: 7) == [2.5])
  }

  @Test func moreDimensionsAreSeenThroughAPlane() throws {
    var random = Philox(seed: 2, stream: .prior)
    var codes: [Float] = []
    for _ in 0..<300 {
      codes += [5 * random.nextUnit(), 2 * random.nextUnit(), 0.1 * random.nextUnit(), 7]
    }
    let map = LatentMap(codes: codes, labels: [UInt8](repeating: 4, count: 300), latentCount: 4)
    #expect(map.view == .principal(pair: 0))
    let point = map.points[10]
    let code = map.plane.code(at: PlanePoint(x: Double(point.x), y: Double(point.y)))
    for index in 0..<4 { #expect(abs(code[index] - codes[40 + index]) < 0.2) }
    #expect(map.densestRegions[4] != nil && map.densestRegions[5] == nil)
  }

  /// 1 568 values are those of a convolutional code; 20 are no multiple of the lanes of a vector.
  @Test(arguments: [3, 8, 20, 1_568])
  func distancesAreThoseOfWholeCodes(latentCount: Int) throws {
    var random = Philox(seed: 3, stream: .prior)
    let codes = (0..<50 * latentCount).map { _ in random.nextUnit() }
    let map = LatentMap(
      codes: codes, labels: [UInt8](repeating: 0, count: 50), latentCount: latentCount,
      images: (0..<50).map { 1_000 - $0 })
    let code = (0..<latentCount).map { _ in random.nextUnit() }
    let distances = (0..<50).map { row in
      (0..<latentCount).reduce(0.0) { sum, index in
        let difference = Double(codes[row * latentCount + index]) - Double(code[index])
        return sum + difference * difference
      }.squareRoot()
    }
    let nearest = try #require(map.nearest(to: code, count: 1).first)
    #expect(nearest.index == distances.indices.min { distances[$0] < distances[$1] })
    #expect(nearest.image == 1_000 - nearest.index)
    #expect(abs(nearest.distance - distances[nearest.index]) < 1e-5 * nearest.distance)
    #expect(
      map.code(nearest.index).elementsEqual(
        codes[nearest.index * latentCount..<(nearest.index + 1) * latentCount]))
  }

  @Test func aMoveKeepsTheDistanceFromThePlane() {
    var random = Philox(seed: 4, stream: .prior)
    var codes: [Float] = []
    for _ in 0..<200 { codes += [9 * random.nextUnit(), 5 * random.nextUnit(), random.nextUnit()] }
    let plane = LatentMap(
      codes: codes, labels: [UInt8](repeating: 1, count: 200), latentCount: 3
    ).plane
    let code: [Float] = [1, 2, 3]
    let (from, moved) = (plane.place(of: code), plane.move(code, x: 0.5, y: -2))
    let to = plane.place(of: moved)
    #expect(abs(to.x - from.x - 0.5) < 1e-5 && abs(to.y - from.y + 2) < 1e-5)
    func offPlane(_ code: [Float]) -> [Float] {
      zip(code, plane.code(at: plane.place(of: code))).map { $0 - $1 }
    }
    #expect(zip(offPlane(code), offPlane(moved)).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(offPlane(code).contains { abs($0) > 1 })
  }

  /// A diverging run's codes are no reason to end the program.
  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func codesThatAreNoNumbersAreSurvived(value: Float) {
    var codes = Fixture.map.codes
    codes[7] = value
    codes[20] = value
    var session = Fixture.session
    session.map = LatentMap(
      codes: codes, labels: Fixture.map.points.map(\.label), latentCount: 2)
    session.klPerDimension = [.nan, .infinity]
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    for keys in [["3", "s", "=", "n"], ["F2"], ["F4", "Right"], ["F1", "d", "d"]] {
      for key in keys { state.press(key) }
      #expect(state.render().size == state.size)
    }
    let wide = LatentMap(codes: [value, 1, 2, 3, 4, 5], labels: [0, 1], latentCount: 3)
    let means = CodeSpread(wide).means
    let areFinite = means.allSatisfy(\.isFinite)
    #expect(areFinite)
    let allBad = LatentMap(codes: [value, value], labels: [4], latentCount: 2)
    #expect(allBad.extent?.x == 0...0 && allBad.points.count == 1)
  }
}
