/// What lies behind the points of a plot: a cell for each cell of it, row by row from the top.
public struct PlotGround: Equatable, Sendable {
  /// Columns and rows.
  public let size: Size
  private let cells: [Cell]

  /// A ground of `size.width` times `size.height` cells; blank ones are seen through.
  public init(size: Size, cells: [Cell]) {
    precondition(
      cells.count == size.width * size.height,
      "\(cells.count) cells for \(size.width)x\(size.height)"
    )
    self.size = size
    self.cells = cells
  }

  /// Draws what of it lies in `plot`.
  func render(in plot: Rect, into buffer: inout CellBuffer) {
    for row in 0..<min(size.height, plot.height) {
      for column in 0..<min(size.width, plot.width) {
        let cell = cells[row * size.width + column]
        if cell != Cell() { buffer[plot.column + column, plot.row + row] = cell }
      }
    }
  }
}
