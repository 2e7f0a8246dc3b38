internal import TerminalUI

/// The list of commands and words, a line to search it, and what the chosen entry does, in a box.
struct PaletteView: Widget {
  let palette: PaletteFeature
  /// The keys that commands have.
  let keys: KeyMap
  /// Where keys work now.
  let scopes: [CommandTable.Scope]
  let theme: Theme

  private static let widest = 104
  private static let detailRows = 3

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let shown = palette.shown
    let lines = lines(shown)
    let box = area.centered(
      Size(
        width: min(area.width, Self.widest),
        height: min(area.height - 2, lines.count + Self.detailRows + 4)))
    buffer.fill(box)
    let (list, detail) = drawFrame(box, count: shown.count, into: &buffer)
    let selected = lines.firstIndex(of: .entry(palette.selection)) ?? 0
    let first = min(max(selected - list.height / 2, 0), max(lines.count - list.height, 0))
    for (row, line) in lines.dropFirst(first).prefix(list.height).enumerated() {
      draw(
        line, shown,
        in: Rect(column: list.column, row: list.row + row, width: list.width, height: 1), &buffer)
    }
    mark(list, isMore: (first > 0, first + list.height < lines.count), box, into: &buffer)
    for (row, spans) in details(width: detail.width).prefix(detail.height).enumerated() {
      buffer.write(spans, column: detail.column, row: detail.row + row, limit: detail.width)
    }
  }

  /// Draws what surrounds the list and returns where that and the details are.
  private func drawFrame(
    _ box: Rect, count: Int, into buffer: inout CellBuffer
  ) -> (list: Rect, detail: Rect) {
    let hints = PaletteCommand.modeRows.dropFirst().map {
      [Span("\($0.label) \($0.help)", theme.faint)]
    }
    buffer.draw(
      Frame(
        theme,
        title: [
          Span(palette.hasGlossary ? "help" : "commands", theme.strong),
          Span("  \(count)", theme.faint),
        ],
        footnote: .fitting(Array(hints), room: Frame.room(in: box)), isFocused: true), in: box)
    let interior = Frame.interior(of: box).inset(left: 1, right: 1)
    let hint = palette.text.isEmpty ? "type to search" : ""
    buffer.write(
      [
        Span("> ", theme.focusedFrame), Span(palette.text), Span("_ ", theme.strong),
        Span(hint, theme.faint),
      ],
      column: interior.column, row: interior.row, limit: interior.width)
    let (list, detail) = interior.splitTop(1).rest.splitTop(interior.height - 1 - Self.detailRows)
    return (list, detail)
  }

  /// Arrows on the box where the list goes on.
  private func mark(
    _ list: Rect, isMore: (above: Bool, below: Bool), _ box: Rect, into buffer: inout CellBuffer
  ) {
    let (up, down): (Unicode.Scalar, Unicode.Scalar) = theme.usesUnicode ? ("↑", "↓") : ("^", "v")
    if isMore.above { buffer[box.maxColumn - 1, list.row] = Cell(up, theme.strong) }
    if isMore.below { buffer[box.maxColumn - 1, list.maxRow - 1] = Cell(down, theme.strong) }
  }

  // MARK: The list

  private enum Line: Equatable {
    case heading(String)
    case entry(Int)
  }

  /// The entries, under the headings that say where their keys work.
  private func lines(_ shown: [PaletteFeature.Entry]) -> [Line] {
    guard palette.named == nil else { return shown.indices.map { .entry($0) } }
    var heading = ""
    return shown.indices.flatMap { index -> [Line] in
      let title =
        switch shown[index] {
        case .command(let place): CommandTable.listed[place].table.title
        case .term: "Words"
        }
      defer { heading = title }
      return title == heading ? [.entry(index)] : [.heading(title), .entry(index)]
    }
  }

  private func draw(
    _ line: Line, _ shown: [PaletteFeature.Entry], in place: Rect, _ buffer: inout CellBuffer
  ) {
    switch line {
    case .heading(let title):
      buffer.write(
        title, column: place.column, row: place.row, style: theme.focusedFrame, limit: place.width)
    case .entry(let index):
      switch shown[index] {
      case .command(let listed): draw(listed, in: place, &buffer)
      case .term(let term):
        draw(term.word, theme.strong, term.meaning, theme.text, "", in: place, &buffer)
      }
      if index == palette.selection { buffer.restyle(place) { $0.attributes.insert(.reverse) } }
    }
  }

  private func draw(_ listed: Int, in place: Rect, _ buffer: inout CellBuffer) {
    let (table, row) = CommandTable.listed[listed]
    let isPossible = palette.obstacles[listed] == nil
    let hasKey = isPossible && scopes.contains(table.scope)
    draw(
      keys.label(of: row), hasKey ? theme.strong : theme.faint, row.help,
      isPossible ? theme.text : theme.faint,
      row.id, in: place, &buffer)
  }

  /// Key or word, explanation, and name, the last where there is room.
  private func draw(
    _ label: String, _ labelStyle: Style, _ help: String, _ helpStyle: Style, _ id: String,
    in place: Rect, _ buffer: inout CellBuffer
  ) {
    let isNarrow = place.width < 60
    let (labelWidth, idWidth) = (isNarrow ? 9 : 24, place.width < 84 ? 0 : 22)
    let helpWidth = place.width - labelWidth - idWidth - 1
    let shortLabel =
      isNarrow && label.count > labelWidth - 1 ? label.prefix { $0 != " " } : label[...]
    buffer.write(
      String(shortLabel), column: place.column + 1, row: place.row, style: labelStyle,
      limit: labelWidth - 1)
    let isCut = help.count > helpWidth - 1
    let end = isCut ? (theme.usesUnicode ? "…" : "~") : ""
    buffer.write(
      (isCut ? String(help.prefix(max(helpWidth - 2, 0))) : help) + end,
      column: place.column + 1 + labelWidth,
      row: place.row, style: helpStyle, limit: helpWidth)
    if idWidth > 0 {
      buffer.write(
        id, column: place.maxColumn - idWidth, row: place.row, style: theme.faint, limit: idWidth)
    }
  }

  // MARK: The chosen entry

  private func details(width: Int) -> [[Span]] {
    if let fault = palette.fault { return wrapped(text(of: fault), width, theme.warning) }
    switch palette.chosen {
    case .command(let index):
      let row = CommandTable.listed[index].row
      let arguments = CommandTable.arguments(of: row.id)
      let usage = [
        [Span(row.id, theme.strong), Span(arguments.map { " \($0.form)" } ?? "")],
        arguments.map { [Span("as in \(row.id) \($0.example)", theme.faint)] } ?? [],
      ]
      let obstacle = palette.obstacles[index].map { wrapped($0, width, theme.warning) } ?? []
      return [.fitting(usage, room: width)] + obstacle + wrapped(row.help, width, theme.text)
    case .term(let term): return wrapped("\(term.word): \(term.meaning)", width, theme.text)
    case nil: return wrapped("nothing is called so", width, theme.faint)
    }
  }

  private func text(of fault: TypedCommand) -> String {
    switch fault {
    case .unknown(let name): "no command is called \(name)"
    case .wrongArguments(let id):
      CommandTable.arguments(of: id).map { "\(id) takes \($0.form), as in \(id) \($0.example)" }
        ?? "\(id) takes nothing"
    case .command: ""
    }
  }

  /// Lines of whole words.
  private func wrapped(_ text: String, _ width: Int, _ style: Style) -> [[Span]] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { [Span($0, style)] }
  }
}
