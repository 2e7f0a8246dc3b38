internal import TerminalUI
internal import TrainingLogs

/// A chart in its frame: the metric as its title, and with a crosshair the values of all runs beside it.
struct MetricChartView: Widget {
  let chart: MetricChart
  let theme: Theme
  var isChosen = false
  var isPinned = false
  /// Where the crosshair stands; the values of all runs there are listed.
  var crosshair: Double?
  /// Whether there is to be a list of runs.
  var hasLegend = false

  private static let legendWidth = 34
  private static let leastChartWidth = 40

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let (plot, legend) = parts(of: area)
    let room = Frame.room(in: plot)
    buffer.draw(
      Frame(
        theme, title: .fitting(title(room), room: room), footnote: .fitting(footnote, room: room),
        isFocused: isChosen), in: plot)
    drawLines(in: Frame.interior(of: plot), into: &buffer)
    if !legend.isEmpty { drawLegend(in: legend, into: &buffer) }
  }

  /// The chart, and the list of runs to its right, or below it where it is narrow.
  private func parts(of area: Rect) -> (plot: Rect, legend: Rect) {
    guard hasLegend else { return (area, area.splitTop(0).top) }
    if area.width >= Self.legendWidth + Self.leastChartWidth {
      let width = min(legendWidth, area.width - Self.leastChartWidth)
      let (plot, legend) = area.splitLeft(area.width - width)
      return (plot, legend)
    }
    let height = min(chart.lines.count + 2, area.height / 3)
    let (plot, legend) = area.splitTop(area.height - height)
    return (plot, legend)
  }

  /// As wide as the longest name needs, within bounds.
  private var legendWidth: Int {
    let longest = chart.lines.map(\.name.cells).max() ?? 0
    return min(max(longest + 18, Self.legendWidth), 60)
  }

  private func title(_ room: Int) -> [[Span]] {
    let pin = isPinned ? (theme.usesUnicode ? "▪ " : "* ") : ""
    let settings = chart.settings
    let smoothing =
      settings.smoothing > 0 ? ["smoothed \(fixed(settings.smoothing, decimals: 2))"] : []
    let scale = settings.isYLogarithmic ? ["log"] : []
    let notes = (scale + smoothing + [settings.seeds.name].compactMap(\.self)).joined(
      separator: ", ")
    return [[Span((pin + chart.tag).fitted(to: room, theme), theme.strong)]]
      + (notes.isEmpty ? [] : [[Span(notes, theme.faint)]])
  }

  private var footnote: [[Span]] {
    let axis = (chart.settings.isXLogarithmic ? "log " : "") + chart.settings.axis.name
    guard let (run, point) = chart.firstNotFinite else { return [[Span(axis, theme.faint)]] }
    let value = fixed(point.value, decimals: 0)
    return [
      [Span(axis, theme.faint)], [Span("\(value) at step \(point.step) of \(run)", theme.warning)],
    ]
  }

  private func drawLines(in area: Rect, into buffer: inout CellBuffer) {
    guard let xRange = chart.xRange, let yRange = chart.yRange else {
      buffer.write(
        emptyLine, column: area.column + 1, row: area.row, style: theme.faint,
        limit: area.width - 1)
      return
    }
    let marks = chart.lines.map { RunMark($0.number, theme: theme) }
    let lines = zip(chart.lines, marks).map { line, mark in
      ChartSeries(line.points, style: mark.style, isDotted: mark.isDotted, glyph: mark.glyph)
    }
    // Two columns of dots stand in a cell.
    let band = chart.lines.flatMap { $0.band.filled(over: xRange, columns: 2 * area.width) }
    var drawn = LineChart(
      series: lines, band: band, xRange: xRange, yRange: yRange,
      isLogarithmic: chart.settings.isYLogarithmic, crosshair: crosshair, theme: theme)
    drawn.isXLogarithmic = chart.settings.isXLogarithmic && xRange.lowerBound > 0
    buffer.draw(drawn, in: area)
  }

  private var emptyLine: String {
    chart.settings.axis == .step ? "no finite value yet" : "no log tells of this axis"
  }

  // MARK: Values

  private func drawLegend(in area: Rect, into buffer: inout CellBuffer) {
    let place = crosshair.map { valueText($0, cells: 12) }
    let title = place.map { "at \(chart.settings.axis.name) \($0)" } ?? "newest"
    buffer.draw(Frame(theme, title: [Span(title, theme.strong)]), in: area)
    let inside = Frame.interior(of: area).inset(left: 1, right: 1)
    let hidden = chart.lines.count - inside.height
    for (row, line) in chart.lines.prefix(inside.height).enumerated() {
      let isMore = hidden > 0 && row == inside.height - 1
      let spans = isMore ? [Span("and \(hidden + 1) more", theme.faint)] : spans(line, inside.width)
      buffer.write(spans, column: inside.column, row: inside.row + row, limit: inside.width)
    }
  }

  private func spans(_ line: ChartLine, _ width: Int) -> [Span] {
    let value = crosshair.map { line.value(at: $0) } ?? line.points.last?.y
    let text = value.map { valueText($0, cells: 10) } ?? "-"
    let mark = RunMark(line.number, theme: theme)
    let name = line.name.fitted(to: max(width - text.count - 3, 1), theme)
    let gap = String(repeating: " ", count: max(width - 2 - name.cells - text.count, 1))
    return [Span("\(mark.sign) ", mark.style), Span(name + gap), Span(text, theme.strong)]
  }
}
