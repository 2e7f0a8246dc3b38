internal import TerminalUI

/// Every key and what it does, from the one table of keys.
struct HelpView: Widget {
  let theme: Theme
  let scroll: Int

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let lines = Self.lines(theme)
    let width = min((lines.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0) + 4, area.width)
    let height = min(lines.count + 2, area.height - 2)
    let box = area.centered(Size(width: width, height: height))
    let room = Frame.interior(of: box)
    let first = min(scroll, max(lines.count - room.height, 0))
    buffer.fill(box)
    let more = lines.count > room.height ? "up and down scroll, " : ""
    buffer.draw(
      Frame(
        theme, title: [Span("keys", theme.strong)],
        footnote: [Span("\(more)any other key closes", theme.faint)], isFocused: true), in: box)
    for (row, line) in lines.dropFirst(first).prefix(room.height).enumerated() {
      buffer.write(line, column: room.column + 1, row: room.row + row, limit: room.width - 2)
    }
  }

  private static func lines(_ theme: Theme) -> [[Span]] {
    let groups: [(String, Pane?)] = [
      ("Latent space", .latent), ("Loss charts", .charts), ("Everywhere", nil),
    ]
    let labelWidth = (KeyBinding.all.filter { !$0.help.isEmpty }.map(\.label.count).max() ?? 0) + 2
    return groups.enumerated().flatMap { index, group in
      (index > 0 ? [[Span("")]] : []) + [[Span(group.0, theme.focusedFrame)]]
        + KeyBinding.all.filter { $0.pane == group.1 && !$0.help.isEmpty }.map { binding in
          let pad = String(repeating: " ", count: labelWidth - binding.label.count)
          return [Span("  \(binding.label)\(pad)", theme.strong), Span(binding.help)]
        }
    }
  }
}
