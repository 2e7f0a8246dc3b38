/// Finds which of some codes lie nearest to others, by Euclidean distance.
struct CodeNeighbors {
  private let dimensions: Int
  /// The mean of the references, taken off every code so that products of floats keep distances sharp.
  private let center: [Float]
  /// The references less that mean, row after row.
  private let codes: [Float]
  /// Rows of [code | -|code|² / 2], so that one product ranks by distance.
  private let references: Matrix

  struct Neighbor: Sendable {
    let index: Int
    let squaredDistance: Double

    var distance: Double { squaredDistance.squareRoot() }
  }

  private static let blockSize = 256

  /// - Parameter codes: rows of `dimensions` values.
  init(codes: [Float], dimensions: Int) {
    self.dimensions = dimensions
    let count = codes.count / dimensions
    var sums = [Double](repeating: 0, count: dimensions)
    for (index, value) in codes.enumerated() { sums[index % dimensions] += Double(value) }
    let center = sums.map { Float($0 / Double(count)) }
    self.center = center
    self.codes = Self.centered(codes, at: center)
    references = Matrix(rows: count, columns: dimensions + 1)
    for row in 0..<count {
      let code = self.codes[row * dimensions..<(row + 1) * dimensions]
      references.setRow(row, to: code + [-0.5 * code.reduce(0) { $0 + $1 * $1 }])
    }
  }

  private static func centered(_ codes: [Float], at center: [Float]) -> [Float] {
    codes.enumerated().map { $0.element - center[$0.offset % center.count] }
  }

  var count: Int { references.rows }

  /// Some of the codes that are looked for, and for each (|code|² - |code - other|²) / 2 of every
  /// reference.
  struct Block {
    let rows: Range<Int>
    let scores: [[Float]]
    /// Less the references' mean.
    fileprivate let queries: [[Float]]
  }

  /// Compares `codes`, or the references themselves when nil, with all references, a block at a time.
  func forEachBlock(of codes: [Float]? = nil, on engine: Engine, _ body: (Block) -> Void) {
    forEachBlock(
      ofCentered: codes.map { Self.centered($0, at: center) } ?? self.codes, on: engine, body)
  }

  private func forEachBlock(
    ofCentered codes: [Float], on engine: Engine, _ body: (Block) -> Void
  ) {
    let count = codes.count / dimensions
    let blockSize = min(Self.blockSize, count)
    let queries = Matrix(rows: blockSize, columns: dimensions + 1)
    let scores = Matrix(rows: blockSize, columns: references.rows)
    for start in stride(from: 0, to: count, by: max(blockSize, 1)) {
      let rows = start..<min(start + blockSize, count)
      let centered = rows.map { Array(codes[$0 * dimensions..<($0 + 1) * dimensions]) }
      for (row, code) in centered.enumerated() { queries.setRow(row, to: code + [1]) }
      engine.multiply(
        .plain(queries.prefix(rows.count)), .transposed(references), into: scores.prefix(rows.count)
      )
      body(
        Block(rows: rows, scores: (0..<rows.count).map(scores.row), queries: centered))
    }
  }

  /// The `count` references nearest to each of `codes`, nearest first; of equally near ones, the lower
  /// number first.
  ///
  /// - Parameter progress: told how much is done, from 0 to 1.
  func nearest(
    to codes: [Float], count: Int, on engine: Engine, progress: (Double) -> Void = { _ in }
  ) -> [[Neighbor]] {
    search(Self.centered(codes, at: center), count: count, on: engine, progress)
  }

  /// The nearest others of each reference.
  func nearestOthers(count: Int, on engine: Engine) -> [[Neighbor]] {
    nearestOthers(of: Array(0..<self.count), count: count, on: engine)
  }

  /// The nearest others of the references at `rows`.
  func nearestOthers(of rows: [Int], count: Int, on engine: Engine) -> [[Neighbor]] {
    let chosen = rows.flatMap { codes[$0 * dimensions..<($0 + 1) * dimensions] }
    return search(chosen, leavingOut: rows, count: count, on: engine) { _ in }
  }

  /// - Parameters:
  ///   - centered: codes less the references' mean.
  ///   - own: the reference that each code is, which is no neighbor of its own; nil where codes are none.
  private func search(
    _ centered: [Float], leavingOut own: [Int]? = nil, count: Int, on engine: Engine,
    _ progress: (Double) -> Void
  ) -> [[Neighbor]] {
    let (references, dimensions) = (codes, dimensions)
    let rows = centered.count / dimensions
    var found: [[Neighbor]] = []
    found.reserveCapacity(rows)
    forEachBlock(ofCentered: centered, on: engine) { block in
      let (first, queries, scores) = (block.rows.lowerBound, block.queries, block.scores)
      found += engine.concurrentMap(block.rows.count) { row in
        var best = RankedScores(capacity: count)
        let itself = own?[first + row]
        for (index, score) in scores[row].enumerated()
        where best.accepts(score) && index != itself { best.insert(score, index) }
        return best.indices.map { index in
          Neighbor(
            index: index,
            squaredDistance: Self.squaredDistance(
              queries[row], references[index * dimensions..<(index + 1) * dimensions]))
        }.sorted { ($0.squaredDistance, $0.index) < ($1.squaredDistance, $1.index) }
      }
      progress(Double(block.rows.upperBound) / Double(rows))
    }
    return found
  }

  private static func squaredDistance(_ a: [Float], _ b: ArraySlice<Float>) -> Double {
    var sum = 0.0
    for (a, b) in zip(a, b) {
      let difference = Double(a) - Double(b)
      sum += difference * difference
    }
    return sum
  }
}

/// The highest of many scores, those that are no number counting as the lowest.
private struct RankedScores {
  private let capacity: Int
  private(set) var indices: [Int] = []
  private var scores: [Float] = []
  /// Scores up to this one are not among the highest, once there are enough.
  private var threshold = -Float.infinity

  init(capacity: Int) {
    self.capacity = capacity
    indices.reserveCapacity(capacity + 1)
    scores.reserveCapacity(capacity + 1)
  }

  /// Whether `score` is among the highest so far.
  func accepts(_ score: Float) -> Bool { score > threshold || indices.count < capacity }

  mutating func insert(_ score: Float, _ index: Int) {
    let score = score.isNaN ? -.infinity : score
    var (low, high) = (0, scores.count)
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] >= score { low = middle + 1 } else { high = middle }
    }
    scores.insert(score, at: low)
    indices.insert(index, at: low)
    if scores.count > capacity {
      scores.removeLast()
      indices.removeLast()
    }
    if scores.count == capacity { threshold = scores[capacity - 1] }
  }
}

extension [Float] {
  /// Whether distances and products of these values, many of them summed, are finite in single precision.
  package var areComparable: Bool { allSatisfy { abs($0) < 1e15 } }
}
