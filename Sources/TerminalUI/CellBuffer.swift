/// One character cell of a screen.
public struct Cell: Equatable, Sendable {
  /// The character.
  public var glyph: Unicode.Scalar
  /// Its colors and attributes.
  public var style: Style

  /// A cell with a character; blank by default.
  public init(_ glyph: Unicode.Scalar = " ", _ style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }
}

/// A screen as a value: rows of cells that widgets draw into. What falls outside is dropped.
public struct CellBuffer: Equatable, Sendable {
  /// Columns and rows.
  public let size: Size
  private var cells: [Cell]

  /// A screen of blank cells; a negative size counts as zero.
  public init(size: Size) {
    self.size = Size(width: max(size.width, 0), height: max(size.height, 0))
    cells = Array(repeating: Cell(), count: self.size.width * self.size.height)
  }

  /// The whole screen as a rectangle.
  public var bounds: Rect { Rect(size) }

  /// One cell. A cell outside the screen must not be read, and is dropped when written.
  public subscript(column: Int, row: Int) -> Cell {
    get {
      precondition(isInside(column, row), "cell (\(column), \(row)) of \(size)")
      return cells[row * size.width + column]
    }
    set {
      guard isInside(column, row) else { return }
      cells[row * size.width + column] = newValue
    }
  }

  private func isInside(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < size.width && row >= 0 && row < size.height
  }

  /// The cells of one row.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.width..<(row + 1) * size.width]
  }

  /// Sets every cell of `area`.
  public mutating func fill(_ area: Rect, with cell: Cell = Cell()) {
    for row in area.row..<area.maxRow {
      for column in area.column..<area.maxColumn { self[column, row] = cell }
    }
  }

  /// Restyles what is there.
  public mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    for row in max(area.row, 0)..<min(area.maxRow, size.height) where area.width > 0 {
      for column in max(area.column, 0)..<min(area.maxColumn, size.width) {
        change(&cells[row * size.width + column].style)
      }
    }
  }

  /// Writes `text` from a cell to the right, at most `limit` cells, and returns the column after it.
  ///
  /// A scalar that is not one cell wide is written as `?`, so no byte of a file can move the cursor
  /// or change the terminal.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    var column = column
    for scalar in text.unicodeScalars.prefix(limit) {
      self[column, row] = Cell(scalar.isOneCell ? scalar : "?", style)
      column += 1
    }
    return column
  }
}

extension Unicode.Scalar {
  /// Printable and one cell wide in every terminal: ASCII, Latin, Greek and Cyrillic, and the punctuation, arrows,
  /// boxes, blocks and braille that the screens are drawn with.
  public var isOneCell: Bool {
    switch value {
    case 0x20...0x7e, 0xa1...0xac, 0xae...0x2ff, 0x370...0x482, 0x48a...0x52f, 0x2010...0x2027,
      0x2030...0x205e, 0x2190...0x2193, 0x2200...0x22ff, 0x2500...0x259f, 0x25a0...0x25ff,
      0x2800...0x28ff:
      properties.generalCategory != .unassigned
    default: false
    }
  }
}

/// Something that draws itself into a rectangle of a screen.
public protocol Widget {
  /// Draws into `area`, whatever its size, and touches no cell outside it.
  func render(in area: Rect, into buffer: inout CellBuffer)
}

extension CellBuffer {
  /// Draws `widget` into `area`.
  public mutating func draw(_ widget: some Widget, in area: Rect) {
    widget.render(in: area, into: &self)
  }
}
