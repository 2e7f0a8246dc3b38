/// Cells that a piece of a plane divides into, row by row from the top, where y is greatest. Each stands for
/// the point in its middle.
package struct PlaneGrid: Equatable, Sendable {
  /// Cells in a row.
  package let columns: Int
  /// Rows of cells.
  package let rows: Int
  /// From the left edge of the first column to the right edge of the last.
  package let x: ClosedRange<Double>
  /// From the lower edge of the last row to the upper edge of the first.
  package let y: ClosedRange<Double>

  package init(columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>) {
    precondition(columns > 0 && rows > 0, "a grid of \(columns)x\(rows)")
    self.columns = columns
    self.rows = rows
    self.x = x
    self.y = y
  }

  package var count: Int { columns * rows }
  package var cellWidth: Double { (x.upperBound - x.lowerBound) / Double(columns) }
  package var cellHeight: Double { (y.upperBound - y.lowerBound) / Double(rows) }

  /// The middles of the columns.
  package var xs: [Double] {
    (0..<columns).map { x.lowerBound + (Double($0) + 0.5) * cellWidth }
  }

  /// The middles of the rows, from the top.
  package var ys: [Double] {
    (0..<rows).map { y.upperBound - (Double($0) + 0.5) * cellHeight }
  }

  /// The middle of each cell.
  package var points: [(x: Double, y: Double)] {
    let (xs, ys) = (xs, ys)
    return ys.flatMap { y in xs.map { (x: $0, y: y) } }
  }
}

// MARK: - From coarse to fine

extension PlaneGrid {
  /// Some of the cells, and how far apart those of this pass and all before it are.
  package struct Pass: Equatable, Sendable {
    /// Cells from one to the next, in columns as in rows.
    package let spacing: Int
    /// The cells that no earlier pass has.
    package let cells: [Int]
  }

  /// All cells, first those `spacing` apart, then with every pass those half as far apart.
  ///
  /// - Parameter spacing: a power of two.
  package func passes(from spacing: Int = 8) -> [Pass] {
    sequence(first: spacing) { $0 > 1 ? $0 / 2 : nil }.map { step in
      Pass(
        spacing: step,
        cells: (0..<count).filter { cell in
          isOn(cell, spacing: step) && (step == spacing || !isOn(cell, spacing: 2 * step))
        })
    }
  }

  private func isOn(_ cell: Int, spacing: Int) -> Bool {
    cell % columns % spacing == 0 && cell / columns % spacing == 0
  }

  /// The cell whose value stands for that of `cell` while only cells `spacing` apart have theirs.
  package func representative(of cell: Int, spacing: Int) -> Int {
    cell / columns / spacing * spacing * columns + cell % columns / spacing * spacing
  }
}
