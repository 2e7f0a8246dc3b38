internal import TerminalUI

/// A page of images.
struct ImagesView: Widget {
  let images: ImagesFeature
  let theme: Theme
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(Frame(theme, title: [Span("images", theme.strong)], isFocused: isFocused), in: area)
  }
}
