/// Columns and rows of cells.
public struct Size: Equatable, Hashable, Sendable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A size in cells.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A cell's place, counted from the top left.
public struct Position: Equatable, Hashable, Sendable {
  /// Columns to the left of it.
  public var column: Int
  /// Rows above it.
  public var row: Int

  /// A place in cells.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// A rectangle of cells; its size is never negative.
public struct Rect: Equatable, Sendable {
  /// The leftmost column.
  public let column: Int
  /// The topmost row.
  public let row: Int
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int

  /// A rectangle; a negative size counts as zero.
  public init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(width, 0)
    self.height = max(height, 0)
  }

  /// A rectangle at the top left.
  public init(_ size: Size) {
    self.init(column: 0, row: 0, width: size.width, height: size.height)
  }

  /// Columns and rows.
  public var size: Size { Size(width: width, height: height) }
  /// Whether it has no cell.
  public var isEmpty: Bool { width == 0 || height == 0 }
  /// The column after the rightmost one.
  public var maxColumn: Int { column + width }
  /// The row after the lowest one.
  public var maxRow: Int { row + height }

  /// The rectangle less `margin` cells on every side.
  public func inset(by margin: Int = 1) -> Rect {
    Rect(
      column: column + margin, row: row + margin, width: width - 2 * margin,
      height: height - 2 * margin)
  }

  /// The rectangle less some columns on its left and right.
  public func inset(left: Int, right: Int) -> Rect {
    Rect(column: column + left, row: row, width: width - left - right, height: height)
  }

  /// The first `rows` rows, and the rest.
  public func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let rows = min(max(rows, 0), height)
    return (
      Rect(column: column, row: row, width: width, height: rows),
      Rect(column: column, row: row + rows, width: width, height: height - rows)
    )
  }

  /// The first `columns` columns, and the rest.
  public func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let columns = min(max(columns, 0), width)
    return (
      Rect(column: column, row: row, width: columns, height: height),
      Rect(column: column + columns, row: row, width: width - columns, height: height)
    )
  }

  /// `count` columns of nearly equal width.
  public func columns(_ count: Int) -> [Rect] {
    (0..<count).map { index in
      let (start, end) = (width * index / count, width * (index + 1) / count)
      return Rect(column: column + start, row: row, width: end - start, height: height)
    }
  }

  /// `count` rows of nearly equal height.
  public func rows(_ count: Int) -> [Rect] {
    (0..<count).map { index in
      let (start, end) = (height * index / count, height * (index + 1) / count)
      return Rect(column: column, row: row + start, width: width, height: end - start)
    }
  }

  /// A rectangle of at most `size` in the middle of this one.
  public func centered(_ size: Size) -> Rect {
    let (width, height) = (min(size.width, width), min(size.height, height))
    return Rect(
      column: column + (self.width - width) / 2, row: row + (self.height - height) / 2,
      width: width, height: height)
  }

  /// Whether a cell lies in it.
  public func contains(_ position: Position) -> Bool {
    (column..<maxColumn).contains(position.column) && (row..<maxRow).contains(position.row)
  }

  /// Whether two rectangles share a cell.
  public func overlaps(_ other: Rect) -> Bool {
    column < other.maxColumn && other.column < maxColumn && row < other.maxRow
      && other.row < maxRow
  }
}
