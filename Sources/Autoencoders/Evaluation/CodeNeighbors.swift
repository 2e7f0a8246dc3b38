/// Finds which of some codes lie nearest to others, by Euclidean distance.
struct CodeNeighbors {
  private let dimensions: Int
  /// The mean of the references, taken off every code so that products of floats keep distances sharp.
  private let center: [Float]
  /// Rows of [code | -|code|² / 2], so that one product ranks by distance.
  private let references: Matrix

  struct Neighbor {
    let index: Int
    let distance: Double
  }

  /// - Parameter codes: rows of `dimensions` values.
  init(codes: [Float], dimensions: Int) {
    self.dimensions = dimensions
    let count = codes.count / dimensions
    var sums = [Double](repeating: 0, count: dimensions)
    for (index, value) in codes.enumerated() { sums[index % dimensions] += Double(value) }
    center = sums.map { Float($0 / Double(count)) }
    references = Matrix(rows: count, columns: dimensions + 1)
    for row in 0..<count {
      let code = centered(codes, row)
      references.setRow(row, to: code + [-0.5 * code.reduce(0) { $0 + $1 * $1 }])
    }
  }

  var count: Int { references.rows }

  private func centered(_ codes: [Float], _ row: Int) -> [Float] {
    (0..<dimensions).map { codes[row * dimensions + $0] - center[$0] }
  }

  /// The `count` references nearest to each of `codes`, nearest first.
  func nearest(to codes: [Float], count: Int, on engine: Engine) -> [[Neighbor]] {
    let block = 64
    let queries = Matrix(rows: block, columns: dimensions + 1)
    let scores = Matrix(rows: block, columns: references.rows)
    let rows = codes.count / dimensions
    var result: [[Neighbor]] = []
    result.reserveCapacity(rows)
    for start in stride(from: 0, to: rows, by: block) {
      let filled = min(block, rows - start)
      for row in 0..<filled { queries.setRow(row, to: centered(codes, start + row) + [1]) }
      engine.multiply(
        .plain(queries.prefix(filled)), .transposed(references), into: scores.prefix(filled))
      for row in 0..<filled {
        let query = queries.row(row)
        result.append(
          Self.greatest(scores.row(row), count).map { index in
            Neighbor(index: index, distance: distance(query, index))
          })
      }
    }
    return result
  }

  /// The nearest others of each reference.
  func nearestOthers(count: Int, on engine: Engine) -> [[Neighbor]] {
    let codes = (0..<references.rows).flatMap { row in
      zip(references.row(row), center).map { $0 + $1 }
    }
    return nearest(to: codes, count: count + 1, on: engine).enumerated().map { row, found in
      Array(found.filter { $0.index != row }.prefix(count))
    }
  }

  private func distance(_ query: [Float], _ index: Int) -> Double {
    var sum = 0.0
    for dimension in 0..<dimensions {
      let difference = Double(query[dimension]) - Double(references[index, dimension])
      sum += difference * difference
    }
    return sum.squareRoot()
  }

  /// The places of the `count` greatest scores, greatest first.
  private static func greatest(_ scores: [Float], _ count: Int) -> [Int] {
    var best: [(score: Float, index: Int)] = []
    for (index, score) in scores.enumerated() {
      if best.count == count, score <= best[count - 1].score { continue }
      best.insert((score, index), at: best.firstIndex { $0.score < score } ?? best.count)
      if best.count > count { best.removeLast() }
    }
    return best.map(\.index)
  }
}
