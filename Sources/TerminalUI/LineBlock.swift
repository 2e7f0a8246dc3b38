/// Lines from top to bottom; where not all have room, the last cell row tells how many more there are.
public struct LineBlock: Widget {
  private let lines: [[Span]]
  private let theme: Theme

  /// Lines, each of which is cut at the right edge.
  public init(_ lines: [[Span]], theme: Theme) {
    (self.lines, self.theme) = (lines, theme)
  }

  /// Draws as many lines as have room.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    for (row, line) in lines.prefix(area.height).enumerated() {
      let isCut = row == area.height - 1 && lines.count > area.height
      let shown = isCut ? [Span("and \(lines.count - row) more lines", theme.faint)] : line
      buffer.write(shown, column: area.column, row: area.row + row, limit: area.width)
    }
  }
}
