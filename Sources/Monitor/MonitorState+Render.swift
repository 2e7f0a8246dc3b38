public import TerminalUI
internal import TrainingLogs

extension MonitorState {
  /// The least window in which every page has room.
  public static let minimumSize = Size(width: 40, height: 12)

  /// The screen.
  public func render() -> CellBuffer {
    var buffer = CellBuffer(size: size)
    guard size.width >= Self.minimumSize.width, size.height >= Self.minimumSize.height else {
      buffer.write(
        "needs \(Self.minimumSize.width)x\(Self.minimumSize.height)", column: 0, row: 0,
        style: theme.warning)
      return buffer
    }
    let (bar, rest) = buffer.bounds.splitTop(1)
    let footLines = footLines(width: size.width - 2)
    let (body, foot) = rest.splitTop(rest.height - max(footLines.count, 1))
    drawBar(in: bar, into: &buffer)
    draw(page, in: body, into: &buffer)
    if footLines.isEmpty {
      drawHints(in: foot, into: &buffer)
    } else {
      for (row, line) in footLines.enumerated() {
        buffer.write(line, column: 1, row: foot.row + row, style: theme.warning)
      }
    }
    drawHelp(in: body, into: &buffer)
    return buffer
  }

  private func draw(_ page: MonitorPage, in area: Rect, into buffer: inout CellBuffer) {
    switch page {
    case .runs: buffer.draw(RunListView(state: self), in: area)
    case .charts: buffer.draw(ChartGridView(state: self), in: area)
    case .summary:
      if let sweep = chosenRow?.sweep {
        buffer.draw(SweepSummaryView(sweep: sweep, state: self), in: area)
      } else {
        buffer.draw(RunSummaryView(state: self), in: area)
      }
    }
  }

  private func drawBar(in area: Rect, into buffer: inout CellBuffer) {
    buffer.fill(area, with: Cell(" ", theme.bar))
    var column = buffer.write(" latentwalk watch ", column: 0, row: area.row, style: theme.bar)
    for page in MonitorPage.allCases {
      let style = page == self.page ? theme.activeTab : theme.bar
      column = buffer.write(
        " F\(page.rawValue + 1) \(page.title) ", column: column, row: area.row, style: style)
    }
    let room = area.width - column - 1
    guard let counts = counts.first(where: { $0.count <= room }) else { return }
    buffer.write(
      counts, column: area.maxColumn - counts.count - 1, row: area.row, style: theme.bar)
  }

  /// How many runs there are, and in which states those are that are not simply finished; and the first alone.
  private var counts: [String] {
    let states = RunState.allCases.filter { $0 != .finished }.compactMap { state -> String? in
      let count = runs.count { $0.state == state }
      return count == 0 ? nil : "\(count) \(state.rawValue)"
    }
    let all = runs.count == 1 ? "1 run" : "\(runs.count) runs"
    return [([all] + states).joined(separator: ", "), all]
  }

  // MARK: The last line

  private func drawHints(in area: Rect, into buffer: inout CellBuffer) {
    let hints = MonitorKeys.all.compactMap { keys in
      keys.hint.flatMap { hint in hint.pages.contains(page) ? (keys.label, hint.word) : nil }
    }
    let parts = hints.map { label, word in
      [Span(label.split(separator: " ").first.map(String.init) ?? "", theme.strong)]
        + [Span(" \(word)", theme.faint)]
    }
    // Help and quit first, for they must be there; they stand last.
    let order = Array(parts.suffix(2)) + Array(parts.dropLast(2))
    var room = area.width - 2
    let kept = order.prefix { part in
      room -= part.width + 2
      return room >= -2
    }
    buffer.write(
      .fitting(Array(kept.dropFirst(2)) + Array(kept.prefix(2)), room: area.width - 2), column: 1,
      row: area.row)
  }

  /// What is asked or told in place of the keys; in several lines where it is long.
  private func footLines(width: Int) -> [String] {
    guard let footLine else { return [] }
    return wrapped(footLine, width: width).prefix(4).map { $0.fitted(to: width, theme) }
  }

  private var footLine: String? {
    if let entry {
      let question =
        switch entry.purpose {
        case .runs: "runs that match"
        case .metrics: "metrics that match"
        case .axis: "metric of the horizontal axis"
        }
      return "\(question): \(entry.text)_"
    }
    if let pendingDigit {
      return "a digit: how many \(pendingDigit == .columns ? "columns" : "rows") of charts"
    }
    return notice
  }
}
