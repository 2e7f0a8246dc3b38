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
    let columns = max(min(state.grid.columns, area.width / Self.leastChart.width), 1)
    let rows = max(min(state.grid.rows, area.height / Self.leastChart.height), 1)
    let first = state.chosenPlace / (columns * rows) * columns * rows
    let shown = state.tags[first...].prefix(columns * rows)
    // As few rows as the charts that are there need.
    let neededRows = (shown.count + columns - 1) / columns
    for (row, band) in area.rows(neededRows).enumerated() {
      for (column, cell) in band.columns(columns).enumerated() {
        let place = row * columns + column
        guard place < shown.count else { continue }
        draw(shown[shown.startIndex + place], in: cell, hasLegend: false, into: &buffer)
      }
    }
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
