internal import TerminalUI

/// A place where a class is dense, and the classes of the codes around it.
public struct DensestRegion: Equatable, Sendable {
  /// The mean of the class's codes there.
  public let center: PlanePoint
  /// How many codes of each class are there, by its label.
  public let counts: [Int]
}

/// Where each class is at its densest and purest: the place to jump to.
///
/// The mean code of a class often lies among the codes of another, where a digit of that other decodes.
/// Here the plane is cut into cells, a block of three by three cells scores n² / (all + 5) for a
/// class with n of its points, and the region is centered on the mean of the class's points in its best block.
struct DensestRegions {
  private static let cells = 32
  private let counts: [[Double]]
  private let totals: [Double]
  private let points: [ScatterPoint]
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>

  init(_ points: [ScatterPoint], x: ClosedRange<Double>, y: ClosedRange<Double>, classes: Int) {
    self.points = points
    self.x = x
    self.y = y
    var counts = Array(
      repeating: [Double](repeating: 0, count: Self.cells * Self.cells), count: classes)
    var totals = [Double](repeating: 0, count: Self.cells * Self.cells)
    for point in points where Int(point.label) < classes {
      let (column, row) = Self.cell(of: point, x, y)
      guard (0..<Self.cells).contains(column), (0..<Self.cells).contains(row) else { continue }
      counts[Int(point.label)][row * Self.cells + column] += 1
      totals[row * Self.cells + column] += 1
    }
    self.counts = counts
    self.totals = totals
  }

  private static func cell(
    of point: ScatterPoint, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>
  ) -> (column: Int, row: Int) {
    func index(_ value: Float, _ range: ClosedRange<Double>) -> Int {
      let span = max(range.upperBound - range.lowerBound, 1e-12)
      let fraction = (Double(value) - range.lowerBound) / span
      guard (0...1).contains(fraction) else { return -1 }
      return fraction == 1 ? cells - 1 : Int((fraction * Double(cells)).rounded(.down))
    }
    return (index(point.x, x), index(point.y, y))
  }

  /// The densest region of class `label`; where all its points lie beyond the ranges, that of the first of
  /// them. Nil when it has no point.
  func region(of label: Int) -> DensestRegion? {
    guard counts.indices.contains(label) else { return nil }
    var best = (score: 0.0, column: 0, row: 0)
    for row in 0..<Self.cells {
      for column in 0..<Self.cells {
        let (own, all) = blockSums(label, column, row)
        let score = own * own / (all + 5)
        if score > best.score { best = (score, column, row) }
      }
    }
    guard best.score == 0 else {
      return DensestRegion(
        center: mean(of: label, column: best.column, row: best.row),
        counts: counts.map { Int(Self.blockSum($0, best.column, best.row)) })
    }
    return points.first { Int($0.label) == label }.map { point in
      DensestRegion(
        center: PlanePoint(x: Double(point.x), y: Double(point.y)),
        counts: counts.indices.map { $0 == label ? 1 : 0 })
    }
  }

  private func blockSums(_ label: Int, _ column: Int, _ row: Int) -> (own: Double, all: Double) {
    (Self.blockSum(counts[label], column, row), Self.blockSum(totals, column, row))
  }

  private static func blockSum(_ counts: [Double], _ column: Int, _ row: Int) -> Double {
    var sum = 0.0
    for r in max(row - 1, 0)...min(row + 1, cells - 1) {
      for c in max(column - 1, 0)...min(column + 1, cells - 1) { sum += counts[r * cells + c] }
    }
    return sum
  }

  private func mean(of label: Int, column: Int, row: Int) -> PlanePoint {
    var sum = (x: 0.0, y: 0.0, count: 0.0)
    for point in points where Int(point.label) == label {
      let cell = Self.cell(of: point, x, y)
      guard abs(cell.column - column) <= 1, abs(cell.row - row) <= 1 else { continue }
      sum.x += Double(point.x)
      sum.y += Double(point.y)
      sum.count += 1
    }
    return PlanePoint(x: sum.x / sum.count, y: sum.y / sum.count)
  }
}
