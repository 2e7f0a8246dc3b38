internal import TerminalUI

/// The charts of the metrics, as many side by side as were asked for and have room; or the chosen one by itself.
struct ChartGridView: Widget {
  let state: MonitorState

  private static let leastChart = Size(width: 24, height: 7)

  func render(in area: Rect, into buffer: inout CellBuffer) {
    guard let chosen = state.shownTag else {
      buffer.write(
        emptyLine, column: area.column + 1, row: area.row + 1, style: state.theme.faint,
        limit: area.width - 2)
      return
    }
    if state.isMaximized {
      draw(chosen, in: area, hasLegend: true, into: &buffer)
      return
    }
    let (grid, foot) = area.splitTop(area.height - 1)
    let columns = max(min(state.grid.columns, grid.width / Self.leastChart.width), 1)
    let rows = max(min(state.grid.rows, grid.height / Self.leastChart.height), 1)
    let first = state.chosenPlace / (columns * rows) * columns * rows
    let shown = state.tags[first...].prefix(columns * rows)
    drawFoot(shown, of: chosen, in: foot, into: &buffer)
    // As few rows as the charts that are there need.
    let neededRows = (shown.count + columns - 1) / columns
    for (row, band) in grid.rows(neededRows).enumerated() {
      for (column, cell) in band.columns(columns).enumerated() {
        let place = row * columns + column
        guard place < shown.count else { continue }
        draw(shown[shown.startIndex + place], in: cell, hasLegend: false, into: &buffer)
      }
    }
  }

  /// Whose the lines of the chosen chart are, and which of all charts are shown.
  private func drawFoot(
    _ shown: ArraySlice<String>, of chosen: String, in area: Rect, into buffer: inout CellBuffer
  ) {
    let (first, count) = (shown.startIndex + 1, state.tags.count)
    let numbers = first == shown.endIndex ? "\(first)" : "\(first)-\(shown.endIndex)"
    let place = shown.count == count ? "" : "\(numbers) of \(count) charts"
    buffer.write(
      place, column: area.maxColumn - place.count - 1, row: area.row, style: state.theme.faint)
    let entries = state.chart(of: chosen, columns: area.width).lines.map { line in
      let mark = RunMark(line.number, theme: state.theme)
      return [
        Span(" \(mark.sign) ", mark.style), Span(line.name.fitted(to: 40, state.theme)), Span(" "),
      ]
    }
    buffer.write(
      legend(entries, room: area.width - place.count - 3), column: area.column, row: area.row)
  }

  /// As many names as there is room for, and how many there are besides.
  private func legend(_ entries: [[Span]], room: Int) -> [Span] {
    for shown in stride(from: entries.count, through: 0, by: -1) {
      let more = shown == entries.count ? [] : [Span(" and \(entries.count - shown) more")]
      let line = entries.prefix(shown).flatMap(\.self) + more
      if line.width <= room { return line }
    }
    return []
  }

  private var emptyLine: String {
    if !state.hasLooked { return "looking for logs ..." }
    if state.runs.isEmpty { return "no logs here yet" }
    return "no metric is chosen: / chooses others, \\ other runs, and a takes in all runs"
  }

  private func draw(
    _ tag: String, in area: Rect, hasLegend: Bool, into buffer: inout CellBuffer
  ) {
    buffer.draw(
      MetricChartView(
        chart: state.chart(of: tag, columns: area.width), theme: state.theme,
        isChosen: tag == state.shownTag, isPinned: state.pinned.contains(tag),
        crosshair: state.crosshair, hasLegend: hasLegend), in: area)
  }
}
