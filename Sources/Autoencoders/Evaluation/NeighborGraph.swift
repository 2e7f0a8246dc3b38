internal import Foundation

/// The nearest neighbours of every row among the other rows, by Euclidean distance.
public struct NeighborGraph: Sendable {
  /// Neighbours of each row.
  public let count: Int
  /// `count` row numbers for each row, from the nearest; of equally near ones, the lower number first.
  public let neighbors: [Int32]
  /// The squared distances to them.
  public let squaredDistances: [Double]

  public var rows: Int { neighbors.count / count }

  private static let batchSize = 256

  /// Compares every row with every other: the product of all pairs, and the distances of the nearest again
  /// in double precision.
  ///
  /// - Parameters:
  ///   - codes: rows of `dimensions` values.
  ///   - count: neighbours of each row, fewer than there are rows.
  public init(of codes: [Float], dimensions: Int, count: Int, on engine: Engine) {
    let rows = codes.count / dimensions
    precondition(count >= 1 && count < rows, "\(count) neighbours among \(rows) rows")
    let proximity = Proximity(codes, dimensions: dimensions)
    var neighbors: [Int32] = [], squaredDistances: [Double] = []
    for start in stride(from: 0, to: rows, by: Self.batchSize) {
      let batch = start..<min(start + Self.batchSize, rows)
      let scores = proximity.scores(of: batch, on: engine)
      let nearest = engine.concurrentMap(batch.count) { row in
        Self.nearest(count, to: batch.lowerBound + row, scores[row], codes, dimensions)
      }
      for candidates in nearest {
        neighbors += candidates.map { Int32($0.row) }
        squaredDistances += candidates.map(\.distance)
      }
    }
    self.count = count
    self.neighbors = neighbors
    self.squaredDistances = squaredDistances
  }

  private static func nearest(
    _ count: Int, to row: Int, _ scores: [Float], _ codes: [Float], _ dimensions: Int
  ) -> [(row: Int, distance: Double)] {
    var best = RankedScores(capacity: count)
    for (other, score) in scores.enumerated() where score > best.threshold && other != row {
      best.insert(score, other)
    }
    return best.indices.map { other in
      (other, squaredDistance(codes, row, other, dimensions))
    }.sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }
  }

  private static func squaredDistance(
    _ codes: [Float], _ a: Int, _ b: Int, _ dimensions: Int
  ) -> Double {
    var sum = 0.0
    for column in 0..<dimensions {
      let difference =
        Double(codes[a * dimensions + column]) - Double(codes[b * dimensions + column])
      sum += difference * difference
    }
    return sum
  }

  /// The share of rows whose class is that of most of their `count` nearest, at most as many as the graph
  /// has: leave-one-out accuracy of a nearest-neighbour classifier. Of classes with as many, the one that
  /// has the nearest decides.
  public func accuracy(labels: [UInt8], count votes: Int) -> Double {
    precondition(labels.count == rows && votes <= count, "\(votes) votes of \(count) neighbours")
    let correct = (0..<rows).count { row in
      let classes = neighbors[row * count..<row * count + votes].map { labels[Int($0)] }
      let most = classes.map { label in classes.count { $0 == label } }.max()
      return classes.first { label in classes.count { $0 == label } == most } == labels[row]
    }
    return Double(correct) / Double(rows)
  }
}

/// Scores of pairs of rows that fall as their distance grows.
struct Proximity {
  /// Rows of [code | -|code|² / 2], less the mean of all codes.
  private let references: Matrix
  private let dimensions: Int

  init(_ codes: [Float], dimensions: Int) {
    self.dimensions = dimensions
    let rows = codes.count / dimensions
    var sums = [Double](repeating: 0, count: dimensions)
    for (index, value) in codes.enumerated() { sums[index % dimensions] += Double(value) }
    let mean = sums.map { Float($0 / Double(rows)) }
    references = Matrix(rows: rows, columns: dimensions + 1)
    for row in 0..<rows {
      let code = zip(codes[row * dimensions..<(row + 1) * dimensions], mean).map { $0 - $1 }
      references.setRow(row, to: code + [-0.5 * code.reduce(0) { $0 + $1 * $1 }])
    }
  }

  /// For each row of `batch`, (|code|² - |code - other|²) / 2 of every other row.
  func scores(of batch: Range<Int>, on engine: Engine) -> [[Float]] {
    let queries = Matrix(rows: batch.count, columns: dimensions + 1)
    for row in 0..<batch.count {
      queries.setRow(row, to: references.row(batch.lowerBound + row).dropLast() + [1])
    }
    let scores = Matrix(rows: batch.count, columns: references.rows)
    engine.multiply(.plain(queries), .transposed(references), into: scores)
    return (0..<batch.count).map(scores.row)
  }
}

/// The highest of many scores.
private struct RankedScores {
  private let capacity: Int
  private(set) var indices: [Int] = []
  private var scores: [Float] = []
  /// Scores up to this one are not among the highest.
  private(set) var threshold = -Float.infinity

  init(capacity: Int) {
    self.capacity = capacity
    indices.reserveCapacity(capacity + 1)
    scores.reserveCapacity(capacity + 1)
  }

  mutating func insert(_ score: Float, _ index: Int) {
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
  public var areComparable: Bool { allSatisfy { abs($0) < 1e15 } }
}
