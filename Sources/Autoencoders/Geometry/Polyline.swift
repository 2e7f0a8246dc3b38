/// A way through points in straight pieces.
struct Polyline: Equatable, Sendable {
  let points: [[Float]]
  /// How far along the way each point lies, from 0.
  private let distances: [Double]

  /// - Parameter points: one or more.
  init(_ points: [[Float]]) {
    self.points = points
    var sum = 0.0
    distances =
      [0]
      + zip(points, points.dropFirst()).map { a, b in
        sum += euclideanDistance(a, b)
        return sum
      }
  }

  var length: Double { distances[distances.count - 1] }

  /// `count` points evenly spaced along the way, its ends as they are among them; at least two.
  func points(count: Int) -> [[Float]] {
    precondition(count >= 2, "\(count) points of a way")
    var piece = 0
    let inner = (1..<count - 1).map { index in
      let distance = length * Double(index) / Double(count - 1)
      while piece + 2 < points.count, distances[piece + 1] < distance { piece += 1 }
      return point(at: distance, onPiece: piece)
    }
    return [points[0]] + inner + [points[points.count - 1]]
  }

  private func point(at distance: Double, onPiece piece: Int) -> [Float] {
    guard piece + 1 < points.count else { return points[piece] }
    let extent = distances[piece + 1] - distances[piece]
    let share = extent > 0 ? Float((distance - distances[piece]) / extent) : 0
    return zip(points[piece], points[piece + 1]).map { $0 + share * ($1 - $0) }
  }
}

/// |a - b|, summed in double precision.
func euclideanDistance(_ a: [Float], _ b: [Float]) -> Double {
  zip(a, b).reduce(0.0) { sum, pair in
    let difference = Double(pair.0) - Double(pair.1)
    return sum + difference * difference
  }.squareRoot()
}
