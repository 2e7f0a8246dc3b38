internal import TerminalUI
internal import TrainingLogs

/// A line a run: name, state, age, newest value of the metric that it is told by, its course, and what is wrong.
struct RunListView: Widget {
  let state: MonitorState

  private struct Column {
    let title: String
    let width: Int
    let isNumber: Bool
    let text: (CatalogRun, _ label: String?) -> [Span]
  }

  private var theme: Theme { state.theme }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let frameRoom = Frame.room(in: area)
    buffer.draw(
      Frame(
        theme, title: .fitting(title, room: frameRoom), footnote: footnote(frameRoom),
        isFocused: true), in: area)
    let inside = Frame.interior(of: area).inset(left: 1, right: 1)
    let rows = state.rows
    guard !rows.isEmpty else {
      buffer.write(
        emptyLine, column: inside.column, row: inside.row, style: theme.faint, limit: inside.width)
      return
    }
    let columns = columns(for: rows, width: inside.width)
    buffer.write(
      heading(columns), column: inside.column, row: inside.row, limit: inside.width)
    let room = inside.height - 1
    let chosen = state.chosenPlace
    let first = min(max(chosen - room / 2, 0), max(rows.count - room, 0))
    for (row, place) in (first..<rows.count).prefix(max(room, 0)).enumerated() {
      let line = Rect(
        column: inside.column, row: inside.row + 1 + row, width: inside.width, height: 1)
      buffer.write(
        spans(of: rows[place], columns, width: line.width), column: line.column, row: line.row,
        limit: line.width)
      if place == chosen { buffer.restyle(line) { $0.attributes.insert(.reverse) } }
    }
  }

  private var title: [[Span]] {
    let filter = state.runFilter.text
    let count =
      filter.isEmpty ? "" : "\(state.listedRuns.count) of \(state.runs.count) match \(filter)"
    return [[Span("runs", theme.strong)]] + (count.isEmpty ? [] : [[Span(count, theme.faint)]])
  }

  /// The first log that cannot be read, and how many more there are; or that not all files were looked at.
  private func footnote(_ room: Int) -> [Span] {
    guard let first = state.unreadable.first else {
      return state.isCut ? [Span("not all files were looked at: too many", theme.warning)] : []
    }
    let others = state.unreadable.count - 1
    let more = others > 0 ? ", and \(others) more" : ""
    let name = first.fitted(to: max(room - 16 - more.count, 8), theme)
    return [Span("cannot be read: \(name)\(more)", theme.warning)]
  }

  private var emptyLine: String {
    if !state.hasLooked { return "looking for logs ..." }
    return state.runs.isEmpty ? "no logs here yet" : "no run matches \(state.runFilter.text)"
  }

  // MARK: Columns

  private static let (markWidth, leastName, mostName) = (2, 12, 60)
  /// A list of so many columns has longer courses.
  private static let wide = 110

  /// The most important come first; what does not fit is left out with all after it.
  private func columns(for rows: [RunRow], width: Int) -> [Column] {
    let runs = rows.compactMap(\.run)
    let names = rows.compactMap { row -> Int? in
      if case .run(let run, let label) = row { self.name(of: run, label).cells } else { nil }
    }
    let nameWidth = min(max(names.max() ?? 0, Self.leastName), Self.mostName)
    let isWide = width >= Self.wide
    let (sparkWidth, metricWidth, wrongWidth) = isWide ? (20, 24, 30) : (10, 14, 15)
    let wrong = Column(title: "wrong", width: wrongWidth, isNumber: false) { run, _ in
      [Span(words(of: run, room: wrongWidth), theme.warning)]
    }
    let all =
      [
        Column(title: "state", width: 8, isNumber: false) { run, _ in [stateSpan(run.state)] },
        Column(title: "value", width: 10, isNumber: true) { run, _ in
          [Span(value(of: run), theme.strong)]
        },
        Column(title: "course", width: sparkWidth, isNumber: false) { run, _ in
          course(of: run, sparkWidth)
        },
        Column(title: "age", width: 5, isNumber: true) { run, _ in
          [Span(ageText(run.age), theme.faint)]
        },
      ] + (runs.contains { !findings(of: $0).isEmpty } ? [wrong] : []) + [
        Column(title: "step", width: 9, isNumber: true) { run, _ in [Span(step(of: run))] },
        Column(title: "metric", width: metricWidth, isNumber: false) { run, _ in
          [Span(run.record.mainTag ?? "-", theme.faint)]
        },
      ]
    var room = width - Self.markWidth - min(nameWidth, max(width / 3, Self.leastName))
    let kept = all.prefix { column in
      room -= column.width + 2
      return room >= 0
    }
    let taken = kept.reduce(Self.markWidth) { $0 + $1.width + 2 }
    let name = Column(title: "run", width: min(width - taken, Self.mostName), isNumber: false) {
      [Span(self.name(of: $0, $1), theme.strong)]
    }
    return [name] + kept
  }

  /// A plan's runs stand below its line.
  private func name(of run: CatalogRun, _ label: String?) -> String {
    label.map { "  \($0)" } ?? run.name
  }

  private func heading(_ columns: [Column]) -> [Span] {
    [Span(String(repeating: " ", count: Self.markWidth))]
      + columns.flatMap { column in
        let pad = String(repeating: " ", count: max(column.width - column.title.count, 0))
        let text = column.isNumber ? pad + column.title : column.title + pad
        return [Span(text + "  ", theme.faint)]
      }
  }

  private func spans(of row: RunRow, _ columns: [Column], width: Int) -> [Span] {
    switch row {
    case .run(let run, let label): spans(of: run, label, columns)
    case .sweep(let sweep, let isFolded):
      SweepLine(sweep: sweep, isFolded: isFolded, state: state).spans(width: width)
    }
  }

  private func spans(of run: CatalogRun, _ label: String?, _ columns: [Column]) -> [Span] {
    let number = state.numbers[RunKey(run)] ?? 0
    let mark = RunMark(number, theme: theme)
    let isHidden = state.hidden.contains(RunKey(run))
    return [Span("\(isHidden ? " " : mark.sign) ", mark.style)]
      + columns.flatMap { column -> [Span] in
        let spans = column.text(run, label).map {
          Span($0.text.fitted(to: column.width, theme), $0.style)
        }
        let pad = Span(String(repeating: " ", count: max(column.width - spans.width, 0)))
        return (column.isNumber ? [pad] + spans : spans + [pad]) + [Span("  ")]
      }
  }

  // MARK: Values

  private func value(of run: CatalogRun) -> String {
    let last = run.record.mainTag.flatMap { run.record[$0]?.last }
    return last.map { valueText($0.value, cells: 10) } ?? "-"
  }

  /// Whole where that has room, else rounded.
  private func step(of run: CatalogRun) -> String {
    guard let step = run.record.lastStep else { return "-" }
    let text = grouped(Int(step))
    return text.count <= 9 ? text : valueText(Double(step), cells: 9)
  }

  private func course(of run: CatalogRun, _ width: Int) -> [Span] {
    guard let tag = run.record.mainTag, let series = run.record[tag] else { return [] }
    let mark = RunMark(state.numbers[RunKey(run)] ?? 0, theme: theme)
    return [Span(Sparkline.text(of: series, width: width, theme: theme), mark.style)]
  }

  private func findings(of run: CatalogRun) -> [RunFinding] {
    state.findings[RunKey(run)] ?? []
  }

  /// All words, or where they have no room the first, which is the worst, and how many more.
  private func words(of run: CatalogRun, room: Int) -> String {
    var told: Set<HealthWord> = []
    let words = findings(of: run).map(\.word).filter { told.insert($0).inserted }.map(\.rawValue)
    let text = words.joined(separator: ", ")
    return text.count <= room ? text : "\(words[0]) +\(words.count - 1)"
  }

  private func stateSpan(_ state: RunState) -> Span {
    switch state {
    case .running: Span(state.rawValue, theme.train)
    case .finished, .stopped: Span(state.rawValue, theme.faint)
    case .stalled, .failed, .diverged: Span(state.rawValue, theme.warning)
    }
  }
}
