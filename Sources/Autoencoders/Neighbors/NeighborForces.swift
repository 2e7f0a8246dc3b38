/// The forces on the points of a t-SNE map: neighbors attract, all repel (van der Maaten and Hinton 2008,
/// equation 5).
struct NeighborForces {
  let affinities: NeighborAffinities
  /// Of `TSNE.angle`.
  let angle: Double
  let engine: Engine

  /// Points worked on at a time, a multiple of the tree's lanes; sums are over pieces, so that they do not depend
  /// on threads.
  private static let pieceSize = 128

  /// Of points that follow one another in the order of the tree.
  private struct Piece: Sendable {
    /// x and y for each point.
    var attraction: [Double] = []
    var repulsion: [Double] = []
    /// Σ 1 / (1 + distance²) over pairs of different points.
    var sum = 0.0
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
      let places = first..<min(first + Self.pieceSize, count)
      return Self.piece(places, points, affinities, tree, squaredAngle)
    }
    let sum = pieces.reduce(0) { $0 + $1.sum }
    var gradient = [Double](repeating: 0, count: points.count)
    for (number, piece) in pieces.enumerated() {
      for index in piece.attraction.indices {
        let point = tree.order[number * Self.pieceSize + index / 2]
        gradient[2 * point + index % 2] =
          4 * (exaggeration * piece.attraction[index] - piece.repulsion[index] / sum)
      }
    }
    return gradient
  }

  private static func piece(
    _ places: Range<Int>, _ points: [Double], _ affinities: NeighborAffinities, _ tree: Quadtree,
    _ squaredAngle: Double
  ) -> Piece {
    var piece = Piece()
    piece.attraction.reserveCapacity(2 * places.count)
    piece.repulsion.reserveCapacity(2 * places.count)
    for first in stride(
      from: places.lowerBound, to: places.upperBound, by: Quadtree.Lanes.scalarCount)
    {
      let together = first..<min(first + Quadtree.Lanes.scalarCount, places.upperBound)
      let repulsion = tree.repulsion(at: together, squaredAngle: squaredAngle)
      for (lane, place) in together.enumerated() {
        let attraction = affinities.attraction(of: tree.order[place], among: points)
        piece.attraction += [attraction.x, attraction.y]
        piece.repulsion += [repulsion.x[lane], repulsion.y[lane]]
        // The point itself is at no distance.
        piece.sum += repulsion.sum[lane] - 1
      }
    }
    return piece
  }
}

extension NeighborAffinities {
  /// Σⱼ p (point - pointⱼ) / (1 + distance²) over the neighbors of a point.
  fileprivate func attraction(of row: Int, among points: [Double]) -> (x: Double, y: Double) {
    let (x, y) = (points[2 * row], points[2 * row + 1])
    var attraction = (x: 0.0, y: 0.0)
    for entry in starts[row]..<starts[row + 1] {
      let other = Int(columns[entry])
      let (dx, dy) = (x - points[2 * other], y - points[2 * other + 1])
      let strength = values[entry] / (1 + dx * dx + dy * dy)
      attraction.x += strength * dx
      attraction.y += strength * dy
    }
    return attraction
  }
}
