internal import TerminalUI

/// What a sweep tries, where its tasks stand, what came of them, and what went wrong.
struct SweepDetails: Widget {
  let sweep: SweepListing
  let theme: Theme

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(Frame(theme, title: [Span("sweep", theme.strong)]), in: area)
    let inside = Frame.interior(of: area).inset(left: 1, right: 1)
    buffer.draw(LineBlock(lines(width: inside.width), theme: theme), in: inside)
  }

  private func lines(width: Int) -> [[Span]] {
    let counts = SweepListing.TaskState.allCases.compactMap { state in
      sweep.counts[state].flatMap { $0 > 0 ? "\($0) \(state.rawValue)" : nil }
    }
    let tasks = RunListing.Fact("tasks", counts.joined(separator: ", "))
    if let fault = sweep.fault {
      return facts([.init("sweep", sweep.name)], width)
        + wrapped("its plan cannot be used; plan.json: \(fault)", width: width).map {
          [Span($0, theme.warning)]
        }
    }
    return facts([.init("sweep", sweep.name), tasks] + sweep.facts, width) + failures(width)
      + results(width)
  }

  private func facts(_ facts: [RunListing.Fact], _ width: Int) -> [[Span]] {
    let nameWidth = min((facts.map(\.name.count).max() ?? 0) + 2, width / 2)
    return facts.flatMap { fact in
      wrapped(fact.value, width: max(width - nameWidth, 1)).enumerated().map { row, line in
        let name = row == 0 ? fact.name.shortened(to: nameWidth - 2, theme) : ""
        return [Span(name.padded(to: nameWidth), theme.faint), Span(line)]
      }
    }
  }

  private func failures(_ width: Int) -> [[Span]] {
    guard !sweep.failures.isEmpty else { return [] }
    return [[], [Span("failed", theme.warning)]]
      + sweep.failures.flatMap { failure in
        wrapped("\(failure.name): \(failure.value)", width: width).map { [Span($0)] }
      }
  }

  private func results(_ width: Int) -> [[Span]] {
    guard !sweep.results.isEmpty else { return [] }
    let plus = theme.usesUnicode ? "±" : "+-"
    let heading = "last test loss, nats: mean \(plus) deviation over seeds"
    return [[]] + wrapped(heading, width: width).map { [Span($0, theme.faint)] }
      + sweep.results.enumerated().flatMap { place, result in
        lines(of: result, isBest: place == 0, width)
      }
  }

  private func lines(of result: SweepListing.Result, isBest: Bool, _ width: Int) -> [[Span]] {
    let runs = result.runs == 1 ? "" : " of \(result.runs)"
    let test = Span(result.test.inGlyphs(of: theme) + runs, isBest ? theme.strong : .plain)
    let setting = wrapped(result.setting, width: width).map { [Span($0, theme.faint)] }
    return (result.setting.isEmpty ? [] : setting) + [[Span("  "), test]]
  }
}

extension String {
  /// The text with a `±` that the terminal has.
  func inGlyphs(of theme: Theme) -> String {
    theme.usesUnicode ? self : replacing("±", with: "+-")
  }
}
