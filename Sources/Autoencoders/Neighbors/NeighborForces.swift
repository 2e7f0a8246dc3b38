/// The forces on the points of a t-SNE map: neighbors attract, all repel (van der Maaten and Hinton 2008,
/// equation 5).
struct NeighborForces {
  let affinities: NeighborAffinities
  /// Of `TSNE.angle`.
  let angle: Double
  let engine: Engine

  /// Points worked on at a time; sums are over pieces, so that they do not depend on threads.
  private static let pieceSize = 128

  private struct Piece: Sendable {
    /// x and y for each point.
    var attraction: [Double]
    var repulsion: [Double]
    /// Σ 1 / (1 + distance²) over pairs of different points.
    var sum: Double
  }

  /// d KL(p || q) / d points: 4 Σⱼ (exaggeration · pᵢⱼ - qᵢⱼ) (pointᵢ - pointⱼ) / (1 + distance²).
  ///
  /// - Parameter points: x and y of each.
  func gradient(at points: [Double], exaggeration: Double) -> [Double] {
    let count = points.count / 2
    let tree = Quadtree(points)
    let (affinities, squaredAngle) = (affinities, angle * angle)
    let pieces = engine.concurrentMap((count + Self.pieceSize - 1) / Self.pieceSize) { number in
      let first = number * Self.pieceSize
      let rows = first..<min(first + Self.pieceSize, count)
      return Self.piece(rows, points, affinities, tree, squaredAngle)
    }
    let sum = pieces.reduce(0) { $0 + $1.sum }
    return pieces.flatMap { piece in
      zip(piece.attraction, piece.repulsion).map { 4 * (exaggeration * $0 - $1 / sum) }
    }
  }

  private static func piece(
    _ rows: Range<Int>, _ points: [Double], _ affinities: NeighborAffinities, _ tree: Quadtree,
    _ squaredAngle: Double
  ) -> Piece {
    var piece = Piece(attraction: [], repulsion: [], sum: 0)
    piece.attraction.reserveCapacity(2 * rows.count)
    piece.repulsion.reserveCapacity(2 * rows.count)
    for row in rows {
      let (x, y) = (points[2 * row], points[2 * row + 1])
      var attraction = (x: 0.0, y: 0.0)
      for entry in affinities.starts[row]..<affinities.starts[row + 1] {
        let other = Int(affinities.columns[entry])
        let (dx, dy) = (x - points[2 * other], y - points[2 * other + 1])
        let strength = affinities.values[entry] / (1 + dx * dx + dy * dy)
        attraction.x += strength * dx
        attraction.y += strength * dy
      }
      let repulsion = tree.repulsion(x: x, y: y, squaredAngle: squaredAngle)
      piece.attraction += [attraction.x, attraction.y]
      piece.repulsion += [repulsion.x, repulsion.y]
      // The point itself is at no distance.
      piece.sum += repulsion.sum - 1
    }
    return piece
  }
}
