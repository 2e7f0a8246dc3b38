/// How far neighbors in a map were neighbors before (Venna and Kaski 2001): one when every one of the
/// `count` nearest in the map is among the `count` nearest codes,
///
///     1 - 2 / (n k (2n - 3k - 1)) Σᵢ Σⱼ (rank of j among the neighbors of i - k)
///
/// over those j that are among the k nearest of i in the map alone.
///
/// - Parameters:
///   - map: the nearest neighbors in the map, `count` or more of each.
///   - codes: rows of `dimensions` values, what the map is of.
///   - count: k, less than half the number of rows.
package func trustworthiness(
  of map: NeighborGraph, codes: [Float], dimensions: Int, count: Int, on engine: Engine
) -> Double {
  let rows = codes.count / dimensions
  precondition(map.rows == rows && count <= map.count, "a map of \(map.rows) of \(rows) codes")
  precondition(2 * count < rows, "\(count) neighbors of \(rows) codes")
  var excess = 0
  CodeNeighbors(codes: codes, dimensions: dimensions).forEachBlock(on: engine) { block in
    let (first, scores) = (block.rows.lowerBound, block.scores)
    excess += engine.concurrentMap(scores.count) { offset in
      let row = first + offset
      return map.neighbors[row * map.count..<row * map.count + count].reduce(0) {
        $0 + max(rank(of: Int($1), from: row, scores[offset]) - count, 0)
      }
    }.reduce(0, +)
  }
  let (n, k) = (Double(rows), Double(count))
  return 1 - 2 / (n * k * (2 * n - 3 * k - 1)) * Double(excess)
}

/// One for the nearest of the other rows; of equally near ones, the lower number comes first.
private func rank(of other: Int, from row: Int, _ scores: [Float]) -> Int {
  let score = scores[other]
  var rank = 1
  for index in scores.indices where scores[index] > score && index != row { rank += 1 }
  for index in 0..<other where scores[index] == score && index != row { rank += 1 }
  return rank
}
