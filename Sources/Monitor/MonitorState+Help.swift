internal import TerminalUI

/// The list of keys over the screen, which scrolls where it is longer.
extension MonitorState {
  func drawHelp(in area: Rect, into buffer: inout CellBuffer) {
    guard let line = helpLine else { return }
    let lines = helpLines(width: area.width)
    let room = helpRoom
    let first = min(line, max(lines.count - room, 0))
    let shown = lines[first...].prefix(room)
    let isWhole = shown.count == lines.count
    let title = isWhole ? "keys" : "keys, \(first + 1)-\(first + shown.count) of \(lines.count)"
    buffer.draw(Dialog(title: title, lines: Array(shown), theme: theme), in: area)
  }

  /// The first line after a key; nil where it is none that scrolls, and help is closed by it.
  func scrolledHelp(by key: Key, from line: Int) -> Int? {
    let last = max(helpLines(width: size.width).count - helpRoom, 0)
    let distance: Int? =
      switch key {
      case .down, .character("j"): 1
      case .up, .character("k"): -1
      case .pageDown, .character(" "): helpRoom
      case .pageUp: -helpRoom
      default: nil
      }
    guard let distance, last > 0 else { return nil }
    return min(max(line + distance, 0), last)
  }

  /// Lines between title line, frame and the last line of the screen.
  private var helpRoom: Int { max(size.height - 4, 1) }

  private func helpLines(width: Int) -> [[Span]] {
    let labelWidth = MonitorKeys.all.map(\.label.count).max() ?? 0
    let textWidth = max(min(width - labelWidth - 8, 64), 12)
    return MonitorKeys.all.flatMap { keys -> [[Span]] in
      wrapped(keys.help, width: textWidth).enumerated().map { index, line in
        let label = index == 0 ? keys.label : ""
        let pad = String(repeating: " ", count: labelWidth - label.count + 2)
        return [Span(label, theme.strong), Span(pad + line)]
      }
    }
  }
}
