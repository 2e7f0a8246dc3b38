internal import Autoencoders
internal import TerminalUI

/// What was found behind the codes.
public struct LayerField: Equatable, Sendable {
  /// What was asked for.
  public let request: LayerRequest
  /// A class, or a value, for each cell; no number where there is none.
  public let values: [Float]
  /// Cells from one whose value was found to the next.
  public let spacing: Int
  /// The epoch of the codes and weights; nil where that is not known.
  let epoch: Double?
  /// Seconds that it took.
  let seconds: Double

  /// The least and the greatest value; nil where there is none.
  var range: ClosedRange<Float>? {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let greatest = finite.max() else { return nil }
    return least...greatest
  }

  /// The value at a place; nil beyond the cells, and where there is none.
  func value(x: Double, y: Double) -> Float? {
    let grid = request.grid
    guard grid.x.contains(x), grid.y.contains(y) else { return nil }
    let column = min(Int((x - grid.x.lowerBound) / grid.cellWidth), grid.columns - 1)
    let row = min(Int((grid.y.upperBound - y) / grid.cellHeight), grid.rows - 1)
    let value = values[row * grid.columns + column]
    return value.isNaN ? nil : value
  }

  /// The cells of a plot that shows `viewport`, wherever the values were found.
  func ground(
    of viewport: Viewport, plot: Size, theme: Theme, marks: ClassMarks
  ) -> PlotGround {
    let shown = PlaneGrid(
      columns: plot.width, rows: plot.height, x: viewport.xRange(columns: plot.width),
      y: viewport.yRange(rows: plot.height))
    let range = range
    return PlotGround(
      size: plot,
      cells: shown.points.map { point in
        value(x: point.x, y: point.y).map { cell(of: $0, in: range, theme, marks) } ?? Cell()
      })
  }

  private func cell(
    of value: Float, in range: ClosedRange<Float>?, _ theme: Theme, _ marks: ClassMarks
  ) -> Cell {
    guard request.kind != .regions else {
      return theme.ground(ofClass: Int(value), marks: marks)
    }
    guard let range, range.lowerBound < range.upperBound else { return Cell() }
    return theme.ground(
      ofValue: Double((value - range.lowerBound) / (range.upperBound - range.lowerBound)))
  }
}
