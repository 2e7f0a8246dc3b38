internal import TerminalUI

/// A rectangle of the plane that codes are seen on.
public struct CodeRegion: Equatable, Sendable {
  /// From left to right.
  let x: ClosedRange<Double>
  /// From below to above.
  let y: ClosedRange<Double>

  /// The rectangle between two corners.
  init(from a: PlanePoint, to b: PlanePoint) {
    x = min(a.x, b.x)...max(a.x, b.x)
    y = min(a.y, b.y)...max(a.y, b.y)
  }

  /// The rows of a map whose codes are seen in it.
  func rows(of map: LatentMap) -> [Int] {
    map.points.indices.filter { row in
      x.contains(Double(map.points[row].x)) && y.contains(Double(map.points[row].y))
    }
  }

  /// Its corners, the first again at the end.
  var outline: [(x: Double, y: Double)] {
    let (left, right, below, above) = (x.lowerBound, x.upperBound, y.lowerBound, y.upperBound)
    return [(left, below), (right, below), (right, above), (left, above), (left, below)]
  }
}
