internal import TerminalUI
internal import TrainingLogs

/// The chosen run in words: where it stands, what is wrong, its settings, and each of its metrics in numbers.
struct RunSummaryView: Widget {
  let state: MonitorState

  private var theme: Theme { state.theme }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    guard let run = state.chosenRow?.run else {
      buffer.draw(Frame(theme, title: [Span("no run", theme.strong)]), in: area)
      return
    }
    buffer.draw(
      Frame(
        theme, title: .fitting([[Span(run.name, theme.strong)]], room: Frame.room(in: area)),
        isFocused: true), in: area)
    let inside = Frame.interior(of: area).inset(left: 1, right: 1)
    buffer.draw(LineBlock(lines(of: run, width: inside.width), theme: theme), in: inside)
  }

  private func lines(of run: CatalogRun, width: Int) -> [[Span]] {
    standing(of: run, width) + wrong(run, width) + metrics(of: run, width)
      + settings(of: run, width)
  }

  private func standing(of run: CatalogRun, _ width: Int) -> [[Span]] {
    let step = run.record.lastStep.map { ", step \(grouped(Int($0)))" } ?? ""
    let damaged = run.record.damagedRecords
    return [
      [
        Span(run.state.rawValue, run.state == .running ? theme.train : theme.strong),
        Span(", written \(ageText(run.age)) ago\(step)"),
      ],
      [Span("\(run.format), \(run.path)".fitted(to: width, theme), theme.faint)],
    ] + (damaged > 0 ? [[Span("\(damaged) records could not be read", theme.warning)]] : []) + [[]]
  }

  private func wrong(_ run: CatalogRun, _ width: Int) -> [[Span]] {
    let findings = state.findings[RunKey(run)] ?? []
    guard !findings.isEmpty else { return [[Span("nothing looks wrong", theme.faint)], []] }
    return findings.flatMap { finding in
      wrapped(state.explain(finding), width: width)
        .map { [Span($0, theme.warning)] }
    } + [[]]
  }

  private func metrics(of run: CatalogRun, _ width: Int) -> [[Span]] {
    let nameWidth = max(min(run.record.tags.map(\.cells).max() ?? 0, width - 3 * 13), 8)
    func line(_ name: String, _ cells: [String], _ style: Style) -> [Span] {
      let pad = String(repeating: " ", count: max(nameWidth - name.cells, 0))
      let numbers = cells.map { String(repeating: " ", count: max(13 - $0.count, 1)) + $0 }
      return [Span(name + pad), Span(numbers.joined(), style)]
    }
    let tags = run.record.tags.filter(state.metricFilter.chooses)
    return [line("metric", ["last", "least", "greatest"], theme.faint)]
      + tags.map { tag in
        let series = run.record[tag]
        let values = [series?.last, series?.least, series?.greatest].map { point in
          point.map { valueText($0.value, cells: 11) } ?? "-"
        }
        return line(tag.fitted(to: nameWidth, theme), values, theme.strong)
      } + [[]]
  }

  private func settings(of run: CatalogRun, _ width: Int) -> [[Span]] {
    run.record.configuration.sorted { $0.key < $1.key }.map { key, value in
      [Span("\(key): ", theme.faint), Span(value.fitted(to: max(width - key.cells - 2, 1), theme))]
    }
  }
}
