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

  /// The number of each point in the order of the cells.
  private(set) var order: [Int] = []
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
    order = keys.map { Int($0 & 0xffff_ffff) }
    xs = order.map { points[2 * $0] }
    ys = order.map { points[2 * $0 + 1] }
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

  // MARK: - Sums

  /// Points that one walk is for: neighbors in the order of the cells, whose walks are all but the same.
  typealias Lanes = SIMD8<Double>

  /// Σ q² (point - other) and Σ q over all others, for each of some points.
  struct Repulsion {
    fileprivate(set) var x = Lanes.zero
    fileprivate(set) var y = Lanes.zero
    fileprivate(set) var sum = Lanes.zero

    /// Adds what `count` others do that lie `dx` and `dy` before the points.
    @inline(__always)
    fileprivate mutating func add(_ count: Double, _ dx: Lanes, _ dy: Lanes) {
      let q = 1 / (1 + dx * dx + dy * dy)
      let share = count * q
      sum += share
      x += share * q * dx
      y += share * q * dy
    }
  }

  /// The sums over all points, q = 1 / (1 + distance²), a point itself included when it is one of them.
  ///
  /// - Parameter squaredAngle: cells count as one point whose side² is less than this part of the square of their
  ///   distance from the smallest box around the points at `x` and `y`.
  func repulsion(x: Lanes, y: Lanes, squaredAngle: Double) -> Repulsion {
    let (left, right, low, high) = (x.min(), x.max(), y.min(), y.max())
    var repulsion = Repulsion()
    var index = 0
    while index < cells.count {
      let cell = cells[index]
      let dx = max(left - cell.x, cell.x - right, 0)
      let dy = max(low - cell.y, cell.y - high, 0)
      if cell.squaredSide < squaredAngle * (dx * dx + dy * dy) {
        repulsion.add(cell.count, x - cell.x, y - cell.y)
        index = Int(cell.next)
      } else if cell.isLeaf {
        for point in Int(cell.first)..<Int(cell.end) {
          repulsion.add(1, x - xs[point], y - ys[point])
        }
        index = Int(cell.next)
      } else {
        index += 1
      }
    }
    return repulsion
  }

  /// The sums for the points at `places` in the order of the cells, as many as there are lanes or fewer.
  func repulsion(at places: Range<Int>, squaredAngle: Double) -> Repulsion {
    var (x, y) = (Lanes(repeating: xs[places.lowerBound]), Lanes(repeating: ys[places.lowerBound]))
    for (lane, place) in places.enumerated() {
      x[lane] = xs[place]
      y[lane] = ys[place]
    }
    return repulsion(x: x, y: y, squaredAngle: squaredAngle)
  }
}
