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
        line, column: area.column + 1, row: area.row, style: theme.warning, limit: area.width - 2)
      return
    }
    let hints = shownHints(room: area.width - 2 - (warning?.unicodeScalars.count ?? -2) - 2)
    let hintsWidth = hints.reduce(0) { $0 + $1.width }
    var column = area.column + 1
    if let warning {
      column =
        buffer.write(
          warning, column: column, row: area.row, style: theme.warning,
          limit: max(area.width - hintsWidth - 4, 0)) + 2
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

  /// Help and quit, the last two, must always be there; others give way from the end.
  private func shownHints(room: Int) -> [Hint] {
    var hints = hints
    while hints.count > 2, hints.reduce(0, { $0 + $1.width }) > room {
      hints.remove(at: hints.count - 3)
    }
    return hints
  }
}
