/// The part of a plane that a plot shows. One unit is as long upwards as sideways: a cell is taken to
/// be twice as high as it is wide.
public struct Viewport: Equatable, Sendable {
  /// The place in the middle, from left to right.
  public var centerX: Double { didSet { centerX = Self.place(centerX) } }
  /// The place in the middle, upwards.
  public var centerY: Double { didSet { centerY = Self.place(centerY) } }
  /// Units from one column to the next.
  public var unitsPerColumn: Double { didSet { unitsPerColumn = Self.scale(unitsPerColumn) } }

  /// A viewport around a center. What is no number counts as zero, and a scale that is none, or that of a plane beyond
  /// all numbers, as the nearest there is.
  public init(centerX: Double, centerY: Double, unitsPerColumn: Double) {
    self.centerX = Self.place(centerX)
    self.centerY = Self.place(centerY)
    self.unitsPerColumn = Self.scale(unitsPerColumn)
  }

  private static func place(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, -farthest), farthest)
  }

  private static func scale(_ value: Double) -> Double {
    value > 0 ? min(max(value, 1 / farthest), farthest) : 1
  }

  /// Far enough for every Float, and near enough for Doubles to be multiplied.
  private static let farthest = 1e100

  /// Units from one row to the next.
  public var unitsPerRow: Double { 2 * unitsPerColumn }

  /// The viewport that shows both ranges in `size` cells, with a margin; of a single place, a stretch of
  /// one unit around it, or of a tenth of its distance from zero where that is more.
  public init(fitting x: ClosedRange<Double>, _ y: ClosedRange<Double>, in size: Size) {
    let farthest = [x.lowerBound, x.upperBound, y.lowerBound, y.upperBound].map(abs).max() ?? 0
    let perColumn = (x.upperBound - x.lowerBound) / Double(max(size.width, 1))
    let perRow = (y.upperBound - y.lowerBound) / Double(max(size.height, 1))
    let fitting = max(perColumn, perRow / 2) * Self.margin
    let isOnePlace = fitting * Double(size.width) <= max(1, farthest) * Self.resolution
    self.init(
      centerX: x.lowerBound / 2 + x.upperBound / 2, centerY: y.lowerBound / 2 + y.upperBound / 2,
      unitsPerColumn: isOnePlace
        ? max(1, farthest / 10) / Double(max(size.width, 1)) : fitting)
  }

  private static let margin = 1.08
  /// Of places whose distance is less than this share of what they are, single-precision numbers say little.
  private static let resolution = 1e-5

  /// The range that so many columns show.
  public func xRange(columns: Int) -> ClosedRange<Double> {
    let half = unitsPerColumn * Double(columns) / 2
    return centerX - half...centerX + half
  }

  /// The range that so many rows show.
  public func yRange(rows: Int) -> ClosedRange<Double> {
    let half = unitsPerRow * Double(rows) / 2
    return centerY - half...centerY + half
  }
}
