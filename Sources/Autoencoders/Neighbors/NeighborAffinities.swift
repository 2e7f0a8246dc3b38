internal import Foundation

/// How much each of many points attracts its neighbors: t-SNE's joint probabilities p, sparse and
/// symmetric (van der Maaten and Hinton 2008, equations 1 and 2).
struct NeighborAffinities: Sendable {
  /// Where the entries of each row begin, and at last how many there are.
  let starts: [Int]
  let columns: [Int32]
  /// Summing to one over all rows.
  let values: [Double]

  var rows: Int { starts.count - 1 }

  /// - Parameter perplexity: effective neighbors of each point, e to the entropy of its probabilities.
  init(_ graph: NeighborGraph, perplexity: Double, on engine: Engine) {
    let count = graph.count
    let conditional = engine.concurrentMap(graph.rows) { row in
      Self.probabilities(
        Array(graph.squaredDistances[row * count..<(row + 1) * count]), perplexity: perplexity)
    }
    self.init(graph, conditional)
  }

  /// p of a pair is the mean of both conditional probabilities, over the number of points.
  private init(_ graph: NeighborGraph, _ conditional: [[Double]]) {
    var entries = [[(column: Int32, value: Double)]](repeating: [], count: graph.rows)
    let scale = 1 / (2 * Double(graph.rows))
    for (row, probabilities) in conditional.enumerated() {
      for (place, probability) in probabilities.enumerated() {
        let neighbor = graph.neighbors[row * graph.count + place]
        entries[row].append((neighbor, probability * scale))
        entries[Int(neighbor)].append((Int32(row), probability * scale))
      }
    }
    var starts = [0]
    var columns: [Int32] = [], values: [Double] = []
    for row in entries {
      for entry in row.sorted(by: { $0.column < $1.column }) {
        if columns.count > starts[starts.count - 1], columns.last == entry.column {
          values[values.count - 1] += entry.value
        } else {
          columns.append(entry.column)
          values.append(entry.value)
        }
      }
      starts.append(columns.count)
    }
    self.starts = starts
    self.columns = columns
    self.values = values
  }

  /// exp(-precision · distance), normalized, the precision found by halving so that the entropy is the
  /// logarithm of the perplexity.
  static func probabilities(_ squaredDistances: [Double], perplexity: Double) -> [Double] {
    let nearest = squaredDistances.min() ?? 0
    let wanted = log(min(perplexity, Double(squaredDistances.count)))
    var (low, high, precision) = (0.0, Double.infinity, 1.0)
    var weights: [Double] = []
    var sum = 1.0
    for _ in 0..<100 {
      weights = squaredDistances.map { exp(-precision * ($0 - nearest)) }
      sum = weights.reduce(0, +)
      let mean = zip(weights, squaredDistances).reduce(0) { $0 + $1.0 * ($1.1 - nearest) } / sum
      let entropy = log(sum) + precision * mean
      if abs(entropy - wanted) < 1e-7 { break }
      if entropy > wanted {
        low = precision
        precision = high.isFinite ? (low + high) / 2 : 2 * precision
      } else {
        high = precision
        precision = (low + high) / 2
      }
    }
    return weights.map { $0 / sum }
  }
}
