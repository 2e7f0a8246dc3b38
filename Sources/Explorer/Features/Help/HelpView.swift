internal import TerminalUI

/// Every key and what it does, from the table of commands.
struct HelpView: Widget {
  let help: HelpFeature
  let theme: Theme

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let lines = lines
    let width = min((lines.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0) + 4, area.width)
    let height = min(lines.count + 2, area.height - 2)
    let box = area.centered(Size(width: width, height: height))
    let room = Frame.interior(of: box)
    let first = min(help.scroll, max(lines.count - room.height, 0))
    buffer.fill(box)
    let more = lines.count > room.height ? scrollHint : ""
    buffer.draw(
      Frame(
        theme, title: [Span("keys", theme.strong)],
        footnote: [Span("\(more)any other key closes", theme.faint)], isFocused: true), in: box)
    for (row, line) in lines.dropFirst(first).prefix(room.height).enumerated() {
      buffer.write(line, column: room.column + 1, row: room.row + row, limit: room.width - 2)
    }
  }

  private var scrollHint: String {
    HelpCommand.modeRows.first.map { "\($0.label) \($0.help), " } ?? ""
  }

  private var lines: [[Span]] {
    let tables = CommandTable.all.filter(\.isOfScreen)
    let labelWidth = (tables.flatMap(\.rows).map(\.label.count).max() ?? 0) + 2
    var heading = ""
    return tables.flatMap { table in
      let isNew = table.title != heading
      let gap = isNew && !heading.isEmpty ? [[Span("")]] : []
      heading = table.title
      return gap + (isNew ? [[Span(table.title, theme.focusedFrame)]] : [])
        + table.rows.map { row in
          let pad = String(repeating: " ", count: labelWidth - row.label.count)
          return [Span("  \(row.label)\(pad)", theme.strong), Span(row.help)]
        }
    }
  }
}

extension CommandTable {
  /// Its keys work without a mode.
  fileprivate var isOfScreen: Bool {
    if case .mode = scope { false } else { true }
  }
}
