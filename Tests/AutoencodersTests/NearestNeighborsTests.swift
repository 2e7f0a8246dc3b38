import Autoencoders
import Testing

struct NearestNeighborsTests {
  /// Against distances in float64, sorted; odd counts of two classes leave no ties.
  @Test(arguments: [1, 3, 7], runnableKernels)
  func agreesWithSortedDistances(count: Int, kernels: String) {
    let references = Matrix.random(150, 3, seed: 1), queries = Matrix.random(70, 3, seed: 2)
    let labels = (0..<150).map { UInt8(references[$0, 0] + 0.5 * references[$0, 1] > 0 ? 1 : 0) }
    let truth = (0..<70).map { UInt8(queries[$0, 0] > 0 ? 1 : 0) }
    let correct = (0..<70).count { query in
      let nearest = (0..<150).sorted { distance(query, $0) < distance(query, $1) }.prefix(count)
      let ones = nearest.count { labels[$0] == 1 }
      return (2 * ones > count ? 1 : 0) == truth[query]
    }
    func distance(_ query: Int, _ reference: Int) -> Double {
      (0..<3).reduce(0) {
        let difference = Double(queries[query, $1]) - Double(references[reference, $1])
        return $0 + difference * difference
      }
    }
    let neighbors = NearestNeighbors(codes: references.floats, labels: labels, dimensions: 3)
    let accuracy = neighbors.accuracy(
      queries.floats, labels: truth, count: count, on: makeEngine(kernels))
    #expect(abs(accuracy - Double(correct) / 70) < 1e-9)
    #expect(accuracy > 0.5 && accuracy < 1)
  }

  /// One of each of two classes: the nearer decides.
  @Test func theNearestBreaksTies() {
    let neighbors = NearestNeighbors(codes: [0, 1], labels: [4, 9], dimensions: 1)
    let accuracy = neighbors.accuracy([0.4, 0.6], labels: [4, 9], count: 2, on: makeEngine())
    #expect(accuracy == 1)
  }
}
