import Foundation
import Testing

@testable import Autoencoders

struct LocalDensityTests {
  /// References at 0, 1, 2, ..., 9 on a line, two neighbors: a radius is 1 inside and 2 at the ends.
  private let density = LocalDensity(
    codes: (0..<10).map(Float.init), dimensions: 1, neighborCount: 2, on: makeEngine())

  @Test func ratioIsOfDistanceToTheNeighborsOwn() {
    // At 4.5 the second nearest is 0.5 away, both have radius 1; at 12, 8 and 9 are 4 and 3 away, of
    // radii 1 and 2.
    let ratios = density.ratios(of: [4.5, 12], on: makeEngine())
    #expect(abs(ratios[0] - log(0.5)) < 1e-5)
    #expect(abs(ratios[1] - log(4 / 1.5)) < 1e-5)
  }

  @Test func referencesLeaveThemselvesOut() {
    // At 0 the others are 1 and 2 away, of radius 1 each; inside, all radii are 1.
    #expect(abs(density.referenceRatios[0] - log(2)) < 1e-5)
    #expect(abs(density.referenceRatios[5]) < 1e-5)
  }

  @Test func nearestAgreeWithSortedDistances() {
    let references = Matrix.random(300, 4, seed: 5), queries = Matrix.random(70, 4, seed: 6)
    let found = CodeNeighbors(codes: references.floats, dimensions: 4)
      .nearest(to: queries.floats, count: 5, on: makeEngine())
    for query in 0..<70 {
      let distances = (0..<300).map { reference in
        (0..<4).reduce(0) {
          $0 + pow(Double(queries[query, $1]) - Double(references[reference, $1]), 2)
        }.squareRoot()
      }
      let expected = distances.sorted().prefix(5)
      for (neighbor, distance) in zip(found[query], expected) {
        #expect(abs(neighbor.distance - distance) < 1e-5)
        #expect(abs(distances[neighbor.index] - distance) < 1e-5)
      }
    }
  }

  @Test func referencesAreSpreadEvenly() {
    #expect(LocalDensity.references(of: 3) == [0, 1, 2])
    let some = LocalDensity.references(of: 60_000)
    #expect(some.count == LocalDensity.referenceLimit && some[1] == 3 && some.last == 59_997)
  }
}
