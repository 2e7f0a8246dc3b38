internal import TerminalUI

/// What a person was told, the newest first, in a box over the page; a long line goes on in the next row.
struct MessagesView: Widget {
  let messages: MessagesFeature
  let theme: Theme

  private static let timeWidth = 9

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let box = area.centered(
      Size(width: min(area.width, 104), height: min(area.height - 2, 24)))
    buffer.fill(box)
    let count = messages.entries.count
    buffer.draw(
      Frame(
        theme,
        title: [Span("messages", theme.strong), Span("  \(count)", theme.faint)],
        footnote: .fitting(
          ["since the start", "up down", "Esc closes"].map { [Span($0, theme.faint)] },
          room: Frame.room(in: box)), isFocused: true), in: box)
    let interior = Frame.interior(of: box).inset(left: 1, right: 1)
    guard count > 0 else {
      buffer.write(
        "nothing was told yet", column: interior.column, row: interior.row, style: theme.faint,
        limit: interior.width)
      return
    }
    for (row, line) in lines(width: interior.width).prefix(interior.height).enumerated() {
      buffer.write(
        line, column: interior.column, row: interior.row + row, limit: interior.width)
    }
  }

  private func lines(width: Int) -> [[Span]] {
    messages.entries.dropFirst(messages.offset).flatMap { entry in
      let time = clockText(Double(entry.milliseconds) / 1000)
      return wrapped(entry.text, width: max(width - Self.timeWidth, 1)).enumerated().map {
        row, part in
        [Span((row == 0 ? time : "").padded(to: Self.timeWidth), theme.faint), Span(part)]
      }
    }
  }
}
