internal import TerminalUI

/// The runs on this machine, one a line.
struct RunsView: Widget {
  let runs: RunsFeature
  let theme: Theme
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(Frame(theme, title: [Span("runs", theme.strong)], isFocused: isFocused), in: area)
  }
}
