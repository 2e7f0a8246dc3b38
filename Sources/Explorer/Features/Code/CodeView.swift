internal import TerminalUI

/// A slider for each latent.
struct CodeView: Widget {
  let code: CodeFeature
  let values: [Float]
  let session: SessionSnapshot
  let theme: Theme
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(Frame(theme, title: [Span("code", theme.strong)], isFocused: isFocused), in: area)
  }
}
