import TestSupport
import Testing

@testable import Autoencoders

struct NeighborGraphTests {
  /// Against distances in double precision, sorted, over more rows than are worked on at a time.
  @Test(arguments: runnableKernels)
  func agreesWithSortedDistances(kernels: String) {
    let codes = Matrix.random(300, 4, seed: 6).floats.map { $0 + 50 }
    let graph = NeighborGraph(of: codes, dimensions: 4, count: 9, on: makeEngine(kernels))
    func distance(_ a: Int, _ b: Int) -> Double {
      (0..<4).reduce(0.0) { sum, column in
        let difference = Double(codes[4 * a + column]) - Double(codes[4 * b + column])
        return sum + difference * difference
      }
    }
    for row in stride(from: 0, to: 300, by: 7) {
      let sorted = (0..<300).filter { $0 != row }.sorted { distance(row, $0) < distance(row, $1) }
      #expect(graph.neighbors[9 * row..<9 * row + 9].map { Int($0) } == Array(sorted.prefix(9)))
      #expect(abs(graph.squaredDistances[9 * row] - distance(row, sorted[0])) < 1e-12)
    }
  }

  @Test(.mustEnd) func doesNotDependOnThreads() {
    let codes = Matrix.random(600, 3, seed: 6).floats
    let graphs = [1, 3].map {
      NeighborGraph(of: codes, dimensions: 3, count: 5, on: makeEngine(threads: $0))
    }
    #expect(graphs[0].neighbors == graphs[1].neighbors)
  }

  /// 0, 1, 2 of one class, 10, 11 of another, 2.5 of the other among the first.
  @Test func rowsAreClassifiedByTheOthers() {
    let graph = NeighborGraph(
      of: [0, 1, 2, 10, 11, 2.4], dimensions: 1, count: 3, on: makeEngine())
    let labels: [UInt8] = [0, 0, 0, 1, 1, 1]
    // By the nearest: 2 is taken for the other class, 2.4 for the first.
    #expect(abs(graph.accuracy(labels: labels, count: 1) - 4.0 / 6) < 1e-12)
    // By three: 10 sees 11, 2.4 and 2; 11 sees 10, 2.4 and 2; only 2.4 is wrong.
    #expect(abs(graph.accuracy(labels: labels, count: 3) - 5.0 / 6) < 1e-12)
  }
}
