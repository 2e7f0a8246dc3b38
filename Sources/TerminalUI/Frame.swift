/// A run of text in one style.
public struct Span: Equatable, Sendable {
  /// The text; each scalar takes one cell.
  public var text: String
  /// Its style.
  public var style: Style

  /// A run of text.
  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// Cells it takes.
  public var width: Int { text.unicodeScalars.count }
}

extension [Span] {
  /// Cells they take.
  public var width: Int { reduce(0) { $0 + $1.width } }

  /// Those of `parts` that fit into `room` cells, the first first, with two spaces between: a part that
  /// does not fit is left out whole, for nothing that is shown may be cut.
  public static func fitting(_ parts: [[Span]], room: Int) -> [Span] {
    parts.reduce(into: []) { spans, part in
      let gap = spans.isEmpty ? 0 : 2
      guard !part.isEmpty, spans.width + gap + part.width <= room else { return }
      if gap > 0 { spans.append(Span("  ")) }
      spans += part
    }
  }
}

extension CellBuffer {
  /// Writes spans one after another, at most `limit` cells, and returns the column after them.
  @discardableResult
  public mutating func write(_ spans: [Span], column: Int, row: Int, limit: Int = .max) -> Int {
    var at = column
    for span in spans {
      at = write(
        span.text, column: at, row: row, style: span.style, limit: max(limit - (at - column), 0))
    }
    return at
  }
}

/// A box with a title in its upper line and a note in its lower line.
public struct Frame: Widget {
  private let theme: Theme
  private let title: [Span]
  private let footnote: [Span]
  private let isFocused: Bool

  /// A box; one that has the focus is drawn stronger.
  public init(_ theme: Theme, title: [Span], footnote: [Span] = [], isFocused: Bool = false) {
    self.theme = theme
    self.title = title
    self.footnote = footnote
    self.isFocused = isFocused
  }

  /// Cells for a title, or for a note, of a box of some columns.
  public static func room(in area: Rect) -> Int { max(area.width - 4, 0) }

  /// The cells that the box leaves for its contents.
  public static func interior(of area: Rect) -> Rect { area.inset() }

  /// Draws the box along the edge of `area`; nothing where it is less than 2x2.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    guard area.width >= 2, area.height >= 2 else { return }
    let style = isFocused ? theme.focusedFrame : theme.frame
    let lines = theme.lines
    let (right, bottom) = (area.maxColumn - 1, area.maxRow - 1)
    for column in area.column...right {
      buffer[column, area.row] = Cell(lines.horizontal, style)
      buffer[column, bottom] = Cell(lines.horizontal, style)
    }
    for row in area.row...bottom {
      buffer[area.column, row] = Cell(lines.vertical, style)
      buffer[right, row] = Cell(lines.vertical, style)
    }
    buffer[area.column, area.row] = Cell(lines.topLeft, style)
    buffer[right, area.row] = Cell(lines.topRight, style)
    buffer[area.column, bottom] = Cell(lines.bottomLeft, style)
    buffer[right, bottom] = Cell(lines.bottomRight, style)
    write(title, row: area.row, in: area, &buffer)
    write(footnote, row: bottom, in: area, &buffer)
  }

  private func write(_ spans: [Span], row: Int, in area: Rect, _ buffer: inout CellBuffer) {
    let room = Self.room(in: area)
    guard !spans.isEmpty, room > 2 else { return }
    buffer.write(
      [Span(" ")] + spans + [Span(" ")], column: area.column + 1, row: row, limit: room + 2)
  }
}
