internal import TerminalUI
internal import TrainingLogs

/// A plan in words: how many of its tasks are done, what is best, and what is wrong with which of its runs.
struct SweepSummaryView: Widget {
  let sweep: SweepGroup
  let state: MonitorState

  private var theme: Theme { state.theme }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(
        theme, title: .fitting([[Span(sweep.name, theme.strong)]], room: Frame.room(in: area)),
        isFocused: true), in: area)
    let inside = Frame.interior(of: area).inset(left: 1, right: 1)
    buffer.draw(LineBlock(lines(width: inside.width), theme: theme), in: inside)
  }

  private func lines(width: Int) -> [[Span]] {
    let line = SweepLine(sweep: sweep, isFolded: false, state: state)
    let best = line.best(isNamed: true).map { wrapped($0, width: width).map { [Span($0)] } } ?? []
    return wrapped(sweep.progress, width: width).map { [Span($0, theme.strong)] } + best
      + [[Span("a plan, \(sweep.plan.path)".fitted(to: width, theme), theme.faint)], []]
      + wrong(width) + [[]] + runs(width)
  }

  private func wrong(_ width: Int) -> [[Span]] {
    let lines = sweep.runs.flatMap { run in
      (state.findings[RunKey(run)] ?? []).flatMap { finding in
        wrapped("\(sweep.label(of: run)): \(state.explain(finding))", width: width)
      }
    }
    guard !lines.isEmpty else { return [[Span("nothing looks wrong", theme.faint)]] }
    return lines.map { [Span($0, theme.warning)] }
  }

  /// The newest value of each run, the best first.
  private func runs(_ width: Int) -> [[Span]] {
    guard let metric = sweep.metric else { return [] }
    let sign: Double = MetricName(metric).isBetterGreater ? -1 : 1
    let newest = sweep.runs.map { run in
      (run: run, value: run.record[metric]?.last?.value)
    }.sorted { rank($0.value, sign) < rank($1.value, sign) }
    return [[Span("newest \(metric), the best first".fitted(to: width, theme), theme.faint)]]
      + newest.map { run, value in
        let number = value.map { valueText($0, cells: 10) } ?? "-"
        let pad = String(repeating: " ", count: max(10 - number.cells, 0))
        let label = sweep.label(of: run).fitted(to: max(width - 22, 8), theme)
        return [
          Span(pad + number, theme.strong), Span("  \(label)  "),
          Span(run.state.rawValue, theme.faint),
        ]
      }
  }

  private func rank(_ value: Double?, _ sign: Double) -> Double {
    value.flatMap { $0.isFinite ? $0 * sign : nil } ?? .infinity
  }
}
