/// Where places of a plane are among the cells of a plot.
package struct PlotScale {
  /// The cells of the plot.
  package let plot: Rect
  private let viewport: Viewport
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>

  package init(_ viewport: Viewport, in plot: Rect) {
    self.plot = plot
    self.viewport = viewport
    x = viewport.xRange(columns: plot.width)
    y = viewport.yRange(rows: plot.height)
  }

  /// The cell of a place, which may lie one beyond the plot.
  func cell(of place: (x: Double, y: Double)) -> Position {
    func cell(_ cells: Double, of count: Int) -> Int {
      // The edge itself is in view.
      cells == Double(count) ? count - 1 : min(max(cellIndex(cells), -1), count)
    }
    return Position(
      column: plot.column
        + cell((place.x - x.lowerBound) / viewport.unitsPerColumn, of: plot.width),
      row: plot.row + cell((y.upperBound - place.y) / viewport.unitsPerRow, of: plot.height))
  }

  /// The cells of the part of the plane between two ranges, which may lie beyond the plot.
  package func cells(x: ClosedRange<Double>, y: ClosedRange<Double>) -> Rect {
    func edge(_ cells: Double) -> Int { min(max(cellIndex(cells.rounded()), -10_000), 10_000) }
    let left = edge((x.lowerBound - self.x.lowerBound) / viewport.unitsPerColumn)
    let right = edge((x.upperBound - self.x.lowerBound) / viewport.unitsPerColumn)
    let top = edge((self.y.upperBound - y.upperBound) / viewport.unitsPerRow)
    let bottom = edge((self.y.upperBound - y.lowerBound) / viewport.unitsPerRow)
    return Rect(
      column: plot.column + left, row: plot.row + top, width: right - left, height: bottom - top)
  }

  /// The place of a point on a canvas that covers the plot, in dots from its upper left corner.
  func dots(of place: (x: Double, y: Double), on canvas: DotCanvas) -> (x: Double, y: Double) {
    (
      (place.x - x.lowerBound) / (x.upperBound - x.lowerBound) * Double(canvas.dotsAcross),
      (y.upperBound - place.y) / (y.upperBound - y.lowerBound) * Double(canvas.dotsDown)
    )
  }
}
