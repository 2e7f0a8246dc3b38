internal import TerminalUI
internal import TrainingLogs

/// A plan's line in the list of runs.
struct SweepLine {
  let sweep: SweepGroup
  let isFolded: Bool
  let state: MonitorState

  private var theme: Theme { state.theme }

  /// The line: what is left out where there is no room stands last.
  func spans(width: Int) -> [Span] {
    let glyph = theme.usesUnicode ? (isFolded ? "▸" : "▼") : (isFolded ? ">" : "v")
    let name = sweep.name.fitted(to: max(width / 3, 12), theme)
    let room = width - 2
    let title = [Span("\(name) ", theme.strong)]
    let choices = [
      [sweep.progress, sweep.shortProgress].map { [Span($0)] }, [matching],
      [wrong.map { [Span($0, theme.warning)] } ?? []],
      [best(isNamed: true), best(isNamed: false)].map { [Span($0 ?? "", theme.faint)] },
    ]
    let line = choices.reduce(title) { line, choices in
      let fitting = choices.first { $0.width > 0 && line.width + 2 + $0.width <= room }
      return line + (fitting.map { [Span("  ")] + $0 } ?? [])
    }
    return [Span("\(glyph) ", theme.focusedFrame)] + line
  }

  /// How many of its runs are hidden from charts.
  private var matching: [Span] {
    let hidden = sweep.runs.count { state.hidden.contains(RunKey($0)) }
    return hidden == 0 ? [] : [Span("\(hidden) not in charts", theme.faint)]
  }

  /// The best newest value, and whose it is.
  func best(isNamed: Bool) -> String? {
    sweep.bestText(isNamed: isNamed) { valueText($0, cells: 10) }
  }

  /// What is wrong in how many runs.
  var wrong: String? { sweep.wrongText { state.findings[RunKey($0)] ?? [] } }
}
