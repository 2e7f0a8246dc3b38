internal import TerminalUI

/// The last line: the keys of the pane that has them, or a line for the person.
struct Footer: Widget {
  /// A line that is shown instead of the keys.
  let line: String?
  /// What stays before the keys as long as it is so.
  let warning: String?
  let hints: [Hint]
  let theme: Theme

  /// A key and a word for what it does.
  struct Hint {
    let key: String
    let text: String

    /// The first of the keys of `label` stands for all.
    init(_ label: String, _ text: String) {
      key = label.split(separator: " ").first.map(String.init) ?? ""
      self.text = text
    }

    var width: Int { key.count + text.count + 3 }
  }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    if let line {
      buffer.write(
        fitted(line, room: area.width - 2), column: area.column + 1, row: area.row,
        style: theme.warning)
      return
    }
    let hints = shownHints(room: area.width - 2 - (warning?.unicodeScalars.count ?? -2) - 2)
    let hintsWidth = hints.reduce(0) { $0 + $1.width }
    var column = area.column + 1
    if let warning {
      column =
        buffer.write(
          fitted(warning, room: area.width - hintsWidth - 4), column: column, row: area.row,
          style: theme.warning) + 2
    }
    for hint in hints {
      column = buffer.write(
        hint.key, column: column, row: area.row, style: theme.strong,
        limit: area.maxColumn - column)
      column = buffer.write(
        " \(hint.text)  ", column: column, row: area.row, style: theme.faint,
        limit: area.maxColumn - column)
    }
  }

  /// A line as it is, or with a mark in the place of what there is no room for.
  private func fitted(_ line: String, room: Int) -> String {
    let mark = "..."
    guard line.unicodeScalars.count > room else { return line }
    return String(line.unicodeScalars.prefix(max(room - mark.count, 0))) + mark.prefix(max(room, 0))
  }

  /// Help and quit, the last two, must always be there; others give way from the end.
  private func shownHints(room: Int) -> [Hint] {
    var hints = hints
    while hints.count > 2, hints.reduce(0, { $0 + $1.width }) > room {
      hints.remove(at: hints.count - 3)
    }
    return hints
  }
}
