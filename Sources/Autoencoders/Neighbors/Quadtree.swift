internal import Foundation

/// Points of a plane in cells that halve in side from level to level, for sums over all points in which
/// distant ones count as one (Barnes and Hut 1986).
///
/// Cells stand in the order of a walk from the root that visits children before siblings, each with where
/// to go on when its children are left out; so a walk needs no stack.
struct Quadtree: Sendable {
  private struct Cell {
    /// The mean of the points inside.
    var x: Double
    var y: Double
    var count: Double
    /// The square of the side.
    var squaredSide: Double
    /// The cell after all those inside this one.
    var next: Int32
    /// The points inside, in the order of `xs` and `ys`.
    var first: Int32
    var end: Int32
    var isLeaf: Bool
  }

  private var cells: [Cell] = []
  /// Coordinates in the order of the cells.
  private var xs: [Double] = []
  private var ys: [Double] = []

  /// A cell of so few points has no children.
  private static let leafSize = 8
  /// Levels that a coordinate is cut into.
  private static let depth = 16

  /// - Parameter points: x and y of each.
  init(_ points: [Double]) {
    let count = points.count / 2
    var (low, high) = ((points[0], points[1]), (points[0], points[1]))
    for index in 0..<count {
      low = (min(low.0, points[2 * index]), min(low.1, points[2 * index + 1]))
      high = (max(high.0, points[2 * index]), max(high.1, points[2 * index + 1]))
    }
    let side = max(high.0 - low.0, high.1 - low.1, Double.leastNormalMagnitude)
    let scale = Double(1 << Self.depth) / (side * (1 + 1e-9))
    var keys = (0..<count).map { index in
      let x = Self.spread(UInt64((points[2 * index] - low.0) * scale))
      let y = Self.spread(UInt64((points[2 * index + 1] - low.1) * scale))
      return (x | y << 1) << 32 | UInt64(index)
    }
    keys.sort()
    xs = keys.map { points[2 * Int($0 & 0xffff_ffff)] }
    ys = keys.map { points[2 * Int($0 & 0xffff_ffff) + 1] }
    cells.reserveCapacity(count)
    add(0..<count, keys, level: 0, squaredSide: side * side)
  }

  /// The lower sixteen bits, each moved to twice its place.
  private static func spread(_ value: UInt64) -> UInt64 {
    var bits = value & 0xffff
    bits = (bits | bits << 8) & 0x00ff_00ff
    bits = (bits | bits << 4) & 0x0f0f_0f0f
    bits = (bits | bits << 2) & 0x3333_3333
    return (bits | bits << 1) & 0x5555_5555
  }

  /// Adds the cell of `points`, whose keys agree in all digits before `level`, and the cells inside.
  private mutating func add(
    _ points: Range<Int>, _ keys: [UInt64], level: Int, squaredSide: Double
  ) {
    let place = cells.count
    var (x, y) = (0.0, 0.0)
    for index in points {
      x += xs[index]
      y += ys[index]
    }
    let count = Double(points.count)
    let isLeaf = points.count <= Self.leafSize || level == Self.depth
    cells.append(
      Cell(
        x: x / count, y: y / count, count: count, squaredSide: squaredSide, next: 0,
        first: Int32(points.lowerBound), end: Int32(points.upperBound), isLeaf: isLeaf))
    if !isLeaf {
      let shift = UInt64(32 + 2 * (Self.depth - 1 - level))
      var first = points.lowerBound
      while first < points.upperBound {
        let quadrant = keys[first] >> shift
        var end = first + 1
        while end < points.upperBound, keys[end] >> shift == quadrant { end += 1 }
        add(first..<end, keys, level: level + 1, squaredSide: squaredSide / 4)
        first = end
      }
    }
    cells[place].next = Int32(cells.count)
  }

  /// Σ q² (point - other) and Σ q over all points, q = 1 / (1 + distance²), the point itself included when
  /// it is one of them.
  ///
  /// - Parameter squaredAngle: cells count as one point whose side² is less than this part of their
  ///   distance².
  func repulsion(
    x: Double, y: Double, squaredAngle: Double
  ) -> (x: Double, y: Double, sum: Double) {
    var force = (x: 0.0, y: 0.0, sum: 0.0)
    var index = 0
    while index < cells.count {
      let cell = cells[index]
      let (dx, dy) = (x - cell.x, y - cell.y)
      let distance = dx * dx + dy * dy
      if cell.squaredSide < squaredAngle * distance {
        let q = 1 / (1 + distance)
        force.sum += cell.count * q
        force.x += cell.count * q * q * dx
        force.y += cell.count * q * q * dy
        index = Int(cell.next)
      } else if cell.isLeaf {
        for point in Int(cell.first)..<Int(cell.end) {
          let (dx, dy) = (x - xs[point], y - ys[point])
          let q = 1 / (1 + dx * dx + dy * dy)
          force.sum += q
          force.x += q * q * dx
          force.y += q * q * dy
        }
        index = Int(cell.next)
      } else {
        index += 1
      }
    }
    return force
  }
}
