/// A value on a line, beside the one it had before.
public struct Slider: Widget {
  private let range: ClosedRange<Float>
  private let value: Float
  private let original: Float?
  private let isBar: Bool
  private let isSelected: Bool
  private let theme: Theme

  /// - Parameters:
  ///   - range: what the line stands for; a value beyond it is an arrow at its end.
  ///   - original: the value it had, marked where it is another one.
  ///   - isBar: the value is an amount, drawn as a bar from the left.
  public init(
    range: ClosedRange<Float>, value: Float, original: Float?, isBar: Bool, isSelected: Bool,
    theme: Theme
  ) {
    self.range = range
    self.value = value
    self.original = original
    self.isBar = isBar
    self.isSelected = isSelected
    self.theme = theme
  }

  /// Draws it into the first row of `area`.
  public func render(in area: Rect, into buffer: inout CellBuffer) {
    guard area.width > 0, area.height > 0 else { return }
    let style = isSelected ? theme.focusedFrame : theme.train
    let line: Unicode.Scalar = theme.usesUnicode ? "─" : "-"
    for column in area.column..<area.maxColumn {
      buffer[column, area.row] = Cell(isBar ? " " : line, theme.frame)
    }
    if isBar {
      drawBar(in: area, style, into: &buffer)
    } else if range.contains(0) {
      put("|", "│", at: 0, theme.faint, in: area, into: &buffer)
    }
    if let original, original != value {
      put("o", "○", at: original, theme.test, in: area, into: &buffer)
    }
    if !isBar { drawValue(style, in: area, into: &buffer) }
  }

  private func drawBar(in area: Rect, _ style: Style, into buffer: inout CellBuffer) {
    guard value > range.lowerBound else {
      put(".", "·", at: range.lowerBound, theme.faint, in: area, into: &buffer)
      return
    }
    for column in area.column...self.column(of: value, in: area) {
      buffer[column, area.row] = Cell(theme.usesUnicode ? "█" : "#", style)
    }
  }

  private func drawValue(_ style: Style, in area: Rect, into buffer: inout CellBuffer) {
    if value < range.lowerBound {
      put("<", "◂", at: range.lowerBound, style, in: area, into: &buffer)
    } else if value > range.upperBound {
      put(">", "▸", at: range.upperBound, style, in: area, into: &buffer)
    } else {
      put("#", "●", at: value, style.with(.bold), in: area, into: &buffer)
    }
  }

  private func put(
    _ ascii: Unicode.Scalar, _ unicode: Unicode.Scalar, at value: Float, _ style: Style,
    in area: Rect, into buffer: inout CellBuffer
  ) {
    buffer[column(of: value, in: area), area.row] = Cell(theme.usesUnicode ? unicode : ascii, style)
  }

  private func column(of value: Float, in area: Rect) -> Int {
    let span = range.upperBound - range.lowerBound
    let share = span > 0 ? min(max((value - range.lowerBound) / span, 0), 1) : 0
    // What is no number stands at the left end.
    return area.column + Int(((share.isNaN ? 0 : share) * Float(area.width - 1)).rounded())
  }
}
