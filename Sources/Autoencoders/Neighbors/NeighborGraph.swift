/// The nearest neighbors of every row among the other rows, by Euclidean distance.
package struct NeighborGraph: Sendable {
  /// Neighbors of each row.
  package let count: Int
  /// `count` row numbers for each row, from the nearest; of equally near ones, the lower number first.
  package let neighbors: [Int32]
  /// The squared distances to them.
  package let squaredDistances: [Double]

  package var rows: Int { neighbors.count / count }

  /// Compares every row with every other.
  ///
  /// - Parameters:
  ///   - codes: rows of `dimensions` values.
  ///   - count: neighbors of each row, fewer than there are rows.
  package init(of codes: [Float], dimensions: Int, count: Int, on engine: Engine) {
    let neighbors = Self.neighbors(among: codes, dimensions: dimensions, count: count)
    self.init(neighbors.nearestOthers(count: count, on: engine), count: count)
  }

  /// Compares every row with every other, as long as `shouldContinue` says so; nil where it did not.
  package init?(
    of codes: [Float], dimensions: Int, count: Int, on engine: Engine,
    while shouldContinue: () -> Bool
  ) {
    let neighbors = Self.neighbors(among: codes, dimensions: dimensions, count: count)
    let rowsAtOnce = 1024
    var found: [[CodeNeighbors.Neighbor]] = []
    for start in stride(from: 0, to: neighbors.count, by: rowsAtOnce) {
      guard shouldContinue() else { return nil }
      let rows = start..<min(start + rowsAtOnce, neighbors.count)
      found += neighbors.nearestOthers(of: Array(rows), count: count, on: engine)
    }
    self.init(found, count: count)
  }

  private init(_ found: [[CodeNeighbors.Neighbor]], count: Int) {
    self.count = count
    neighbors = found.flatMap { $0.map { Int32($0.index) } }
    squaredDistances = found.flatMap { $0.map(\.squaredDistance) }
  }

  private static func neighbors(
    among codes: [Float], dimensions: Int, count: Int
  ) -> CodeNeighbors {
    let rows = codes.count / dimensions
    precondition(count >= 1 && count < rows, "\(count) neighbors among \(rows) rows")
    return CodeNeighbors(codes: codes, dimensions: dimensions)
  }

  /// The share of rows whose class is that of most of their `count` nearest, at most as many as the graph
  /// has: leave-one-out accuracy of a nearest-neighbor classifier. Of classes with as many, the one that
  /// has the nearest decides.
  package func accuracy(labels: [UInt8], count votes: Int) -> Double {
    precondition(labels.count == rows && votes <= count, "\(votes) votes of \(count) neighbors")
    let correct = (0..<rows).count { row in
      majority(of: neighbors[row * count..<row * count + votes].map { labels[Int($0)] })
        == labels[row]
    }
    return Double(correct) / Double(rows)
  }
}
