/// Classifies codes by the classes of the nearest among others: how well a latent space keeps classes
/// apart.
public struct NearestNeighbors {
  private let labels: [UInt8]
  private let dimensions: Int
  /// Rows of [code | -|code|² / 2], so that one product ranks by distance.
  private let references: Matrix

  /// - Parameters:
  ///   - codes: rows of `dimensions` values.
  ///   - labels: the class of each row.
  public init(codes: [Float], labels: [UInt8], dimensions: Int) {
    precondition(codes.count == labels.count * dimensions, "\(codes.count) values")
    self.labels = labels
    self.dimensions = dimensions
    references = Matrix(rows: labels.count, columns: dimensions + 1)
    for row in 0..<labels.count {
      let code = codes[row * dimensions..<(row + 1) * dimensions]
      references.setRow(row, to: code + [-0.5 * code.reduce(0) { $0 + $1 * $1 }])
    }
  }

  /// The share of `codes` whose class, given by `labels`, is that of most of their `count` nearest
  /// references; of classes with as many, the one that has the nearest.
  ///
  /// - Parameter progress: told how much is done, from 0 to 1.
  public func accuracy(
    _ codes: [Float], labels: [UInt8], count: Int, on engine: Engine,
    progress: (Double) -> Void = { _ in }
  ) -> Double {
    let block = 64
    let queries = Matrix(rows: block, columns: dimensions + 1)
    let scores = Matrix(rows: block, columns: references.rows)
    var correct = 0
    for start in stride(from: 0, to: labels.count, by: block) {
      let rows = min(block, labels.count - start)
      for row in 0..<rows {
        let first = (start + row) * dimensions
        queries.setRow(row, to: codes[first..<first + dimensions] + [1])
      }
      engine.multiply(
        .plain(queries.prefix(rows)), .transposed(references), into: scores.prefix(rows))
      for row in 0..<rows where vote(scores.row(row), count) == labels[start + row] { correct += 1 }
      progress(Double(start + rows) / Double(labels.count))
    }
    return Double(correct) / Double(labels.count)
  }

  /// The class of most of the `count` references with the highest scores.
  private func vote(_ scores: [Float], _ count: Int) -> UInt8? {
    var nearest: [(score: Float, label: UInt8)] = []
    for (index, score) in scores.enumerated() {
      if nearest.count == count, let last = nearest.last, score <= last.score { continue }
      let place = nearest.firstIndex { $0.score < score } ?? nearest.count
      nearest.insert((score, labels[index]), at: place)
      if nearest.count > count { nearest.removeLast() }
    }
    let votes = Dictionary(grouping: nearest, by: \.label).mapValues(\.count)
    let most = votes.values.max()
    return nearest.first { votes[$0.label] == most }?.label
  }
}
