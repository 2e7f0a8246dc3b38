internal import TerminalUI

/// The runs on this machine, one a line, and beside them what is known of the chosen one.
struct RunsView: Widget {
  let runs: RunsFeature
  /// What is done with those that are open, by their whole paths.
  let open: [String: SessionPhase]
  let theme: Theme
  let isFocused: Bool

  private static let (detailsWidth, leastWidthBeside, leastHeightBelow) = (42, 110, 8)

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let (left, right) = Self.split(area, runs)
    buffer.draw(
      Frame(
        theme, title: .fitting(title, room: Frame.room(in: left)), footnote: footnote,
        isFocused: isFocused), in: left)
    drawList(in: Self.interior(of: left), into: &buffer)
    guard let right else { return }
    switch runs.chosenRow {
    case .run(let run):
      buffer.draw(RunDetails(run: run, other: runs.other, theme: theme), in: right)
    case .sweep(let sweep, _): buffer.draw(SweepDetails(sweep: sweep, theme: theme), in: right)
    case nil: break
    }
  }

  /// The place in `runs` of the line that stands at a cell; nil where none does.
  static func row(of runs: RunsFeature, at cell: Position, in area: Rect) -> Int? {
    let list = interior(of: split(area, runs).list)
    let place = firstRow(of: runs, room: list.height - 1) + cell.row - list.row - 1
    return list.contains(cell) && cell.row > list.row && place < runs.rows.count ? place : nil
  }

  /// The list, and where there is room what is known of the chosen line: beside it, or below in what it leaves free, or
  /// in a half where two runs are compared.
  private static func split(_ area: Rect, _ runs: RunsFeature) -> (list: Rect, details: Rect?) {
    if area.width >= leastWidthBeside {
      let (left, right) = area.splitLeft(area.width - detailsWidth)
      return (left, right)
    }
    let free = area.height - runs.rows.count - 3
    let height = max(free, runs.other == nil ? 0 : area.height / 2)
    guard height >= leastHeightBelow, runs.chosenRow != nil else { return (area, nil) }
    let (top, bottom) = area.splitTop(area.height - height)
    return (top, bottom)
  }

  private static func interior(of list: Rect) -> Rect {
    Frame.interior(of: list).inset(left: 1, right: 1)
  }

  /// The first line that is shown: the chosen one stands in the middle where there are others on both sides.
  private static func firstRow(of runs: RunsFeature, room: Int) -> Int {
    min(max(runs.selection - room / 2, 0), max(runs.rows.count - room, 0))
  }

  private var title: [[Span]] {
    let name = [Span("runs", theme.strong)]
    guard let list = runs.list else { return [name] }
    let all = list.runs
    let bytes = all.reduce(0) { $0 + $1.bytes }
    return [
      name, [Span(all.isEmpty ? "none" : "\(all.count) of \(byteText(bytes))", theme.faint)],
      [Span("in \(list.place)", theme.faint)],
    ]
  }

  private var footnote: [Span] {
    runs.compared == nil ? [] : [Span("= is compared with the chosen one", theme.faint)]
  }

  private func drawList(in area: Rect, into buffer: inout CellBuffer) {
    let rows = runs.rows
    guard !rows.isEmpty else {
      let lines =
        runs.list == nil ? ["looking for runs ..."] : ["no runs here yet", "Ctrl-N trains one"]
      for (row, line) in lines.enumerated() where row < area.height {
        buffer.write(
          line, column: area.column, row: area.row + row, style: theme.faint, limit: area.width)
      }
      return
    }
    let columns = RunColumns(
      rows.compactMap(\.run), width: area.width, theme: theme, state: state)
    buffer.write(columns.heading, column: area.column, row: area.row, limit: area.width)
    let room = area.height - 1
    let first = Self.firstRow(of: runs, room: room)
    for (row, index) in (first..<rows.count).prefix(max(room, 0)).enumerated() {
      let place = Rect(column: area.column, row: area.row + 1 + row, width: area.width, height: 1)
      buffer.write(
        line(of: rows[index], columns, width: area.width), column: place.column, row: place.row,
        limit: place.width)
      if index == runs.selection {
        buffer.restyle(place) { $0.attributes.insert(.reverse) }
      }
    }
  }

  private func line(of row: RunRow, _ columns: RunColumns, width: Int) -> [Span] {
    switch row {
    case .run(let run): columns.line(of: run, mark: mark(of: run))
    case .sweep(let sweep, let isFolded): line(of: sweep, isFolded, width)
    }
  }

  /// A sweep's name, where its tasks stand and what is best; what does not fit is left out.
  private func line(of sweep: SweepListing, _ isFolded: Bool, _ width: Int) -> [Span] {
    let mark = theme.usesUnicode ? (isFolded ? "▸" : "▼") : (isFolded ? ">" : "v")
    let name = sweep.name.shortened(to: max(width / 3, 12), theme)
    let room = width - 2
    let title = [Span("\(name) ", theme.strong)]
    let style = sweep.fault == nil ? Style.plain : theme.warning
    let progress = [sweep.progress, sweep.shortProgress].map { [Span($0, style)] }
    let first = sweep.results.first
    let best = [sweep.best, first?.asBest, first.map { "best \($0.test)" }].compactMap(\.self)
      .map { [Span(" \($0.inGlyphs(of: theme))", theme.faint)] }
    let line = [progress, best].reduce(title) { line, choices in
      line + (choices.first { line.width + 2 + $0.width <= room }.map { [Span("  ")] + $0 } ?? [])
    }
    return [Span("\(mark) ", theme.focusedFrame)] + line
  }

  private func mark(of run: RunListing) -> String {
    if run.path == runs.compared { return "=" }
    return open[run.wholePath] != nil ? (theme.usesUnicode ? "●" : "*") : " "
  }

  /// How far the run is: by what is known of it where it is open, else by its files.
  private func state(of run: RunListing) -> String {
    switch open[run.wholePath] {
    case .training: return "training"
    case .paused: return "paused"
    default: return run.writer == nil ? run.progress : "training"
    }
  }
}

extension RunListing {
  /// Epochs trained, of those it was to have where there are more; or who trains it.
  var progress: String {
    if let writer { return "training (process \(writer))" }
    let done = fixed(epoch, decimals: epoch == epoch.rounded() ? 0 : 1)
    let unit = epochs == 1 ? "epoch" : "epochs"
    return epoch >= Double(epochs) ? "\(done) \(unit)" : "\(done) of \(epochs) \(unit)"
  }
}

/// The columns of the list: those that fit, each as wide as its widest value.
private struct RunColumns {
  private struct Column {
    let name: String
    var width: Int
    let isNumber: Bool
    let text: (RunListing) -> String
  }

  private let columns: [Column]
  private let theme: Theme

  /// The most important come first; a column that does not fit is left out with those after it.
  ///
  /// - Parameter state: how far a run is.
  init(
    _ runs: [RunListing], width: Int, theme: Theme, state: @escaping (RunListing) -> String
  ) {
    self.theme = theme
    let all: [(String, Bool, (RunListing) -> String)] = [
      ("run", false, { $0.setting.map { "  \($0)" } ?? $0.name }),
      ("trained", false, state),
      ("test, nats", true, { $0.test ?? "" }),
      ("preset", false, { $0.preset }),
      ("data", false, { $0.dataset }),
      ("size", true, { byteText($0.bytes) }),
      ("changed", false, { $0.changed }),
    ]
    var room = width - 2
    var (columns, wished): ([Column], [Int]) = ([], [])
    for (name, isNumber, text) in all {
      let widest = runs.map { text($0).unicodeScalars.count }.max() ?? 0
      let wanted = max(widest, name.count)
      let isFirst = columns.isEmpty
      // Runs of a sweep are told apart by what they came to, too.
      let others = runs.contains { $0.setting != nil } ? 36 : 20
      let given = isFirst ? min(wanted, max(room - others, 12)) : wanted
      guard isFirst || given + 2 <= room else { break }
      columns.append(Column(name: name, width: given, isNumber: isNumber, text: text))
      wished.append(wanted)
      room -= given + 2
    }
    columns[0].width = min(columns[0].width + room, wished[0])
    self.columns = columns
  }

  var heading: [Span] {
    [Span("  ")]
      + columns.map { Span(aligned($0.name, $0) + "  ", theme.faint) }
  }

  func line(of run: RunListing, mark: String) -> [Span] {
    [Span(mark + " ", theme.focusedFrame)]
      + columns.enumerated().map { index, column in
        let text = column.text(run)
        let isSetting = index == 0 && run.setting != nil
        let shown = isSetting ? text.shortenedInside(to: column.width, theme) : text
        return Span(aligned(shown, column) + "  ", index == 0 ? theme.strong : .plain)
      }
  }

  /// `text` in the column's width; the end of a name that is too long gives way to dots.
  private func aligned(_ text: String, _ column: Column) -> String {
    let text = text.shortened(to: column.width, theme)
    let pad = String(repeating: " ", count: column.width - text.unicodeScalars.count)
    return column.isNumber ? pad + text : text + pad
  }
}
