/// A box of lines in the middle of a screen, over what is there.
public struct Dialog: Widget {
  private let title: String
  private let lines: [[Span]]
  private let theme: Theme

  /// A box with a title, as large as its lines need.
  public init(title: String, lines: [[Span]], theme: Theme) {
    self.title = title
    self.lines = lines
    self.theme = theme
  }

  /// Draws the box in the middle of `area`, cut where it is larger.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    let width = (lines.map { $0.reduce(0) { $0 + $1.width } } + [title.count + 2]).max() ?? 0
    let box = area.centered(Size(width: width + 4, height: lines.count + 2))
    buffer.fill(box)
    buffer.draw(Frame(theme, title: [Span(title, theme.strong)], isFocused: true), in: box)
    let interior = Frame.interior(of: box)
    for (index, line) in lines.prefix(interior.height).enumerated() {
      buffer.write(
        line, column: interior.column + 1, row: interior.row + index, limit: interior.width - 1)
    }
  }
}
