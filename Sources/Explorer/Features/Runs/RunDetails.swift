internal import TerminalUI

/// Settings and results of a run, beside those of another where two are compared.
struct RunDetails: Widget {
  let run: RunListing
  let other: RunListing?
  let theme: Theme

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let title = other == nil ? run.preset : "compared: what differs is bold"
    buffer.draw(Frame(theme, title: [Span(title, theme.strong)]), in: area)
    let interior = Frame.interior(of: area).inset(left: 1, right: 1)
    buffer.draw(LineBlock(lines(width: interior.width), theme: theme), in: interior)
  }

  private func lines(width: Int) -> [[Span]] {
    let nameWidth = (run.facts.map(\.name.count).max() ?? 0) + 2
    guard let other else {
      return run.facts.flatMap { fact in
        wrapped(fact.value, width: max(width - nameWidth, 1)).enumerated().map { row, line in
          [Span((row == 0 ? fact.name : "").padded(to: nameWidth), theme.faint), Span(line)]
        }
      }
    }
    let names =
      run.facts.map(\.name)
      + other.facts.map(\.name).filter { name in !run.facts.contains { $0.name == name } }
    let half = max((width - nameWidth) / 2, 1)
    let (first, second) = Self.toldApart(run, other)
    let heading = [
      Span("".padded(to: nameWidth)),
      Span(head(first, half).padded(to: half), theme.focusedFrame),
      Span(head(second, half), theme.focusedFrame),
    ]
    return [heading]
      + names.map { name in
        let (a, b) = (value(name, run), value(name, other))
        let style = a == b ? theme.faint : theme.strong
        return [
          Span(name.padded(to: nameWidth), theme.faint),
          Span(short(a, half).padded(to: half), style), Span(short(b, half), style),
        ]
      }
  }

  private func value(_ name: String, _ run: RunListing) -> String {
    run.facts.first { $0.name == name }?.value ?? (theme.usesUnicode ? "–" : "-")
  }

  /// The names of two runs; of a sweep's, what they have different values of.
  private static func toldApart(_ a: RunListing, _ b: RunListing) -> (String, String) {
    guard let first = a.setting, let second = b.setting else {
      return (a.setting ?? a.name, b.setting ?? b.name)
    }
    let (those, these) = (first.split(separator: ", "), second.split(separator: ", "))
    let own = those.filter { !these.contains($0) }.joined(separator: ", ")
    let others = these.filter { !those.contains($0) }.joined(separator: ", ")
    return own.isEmpty || others.isEmpty ? (first, second) : (own, others)
  }

  private func head(_ name: String, _ width: Int) -> String {
    name.shortenedInside(to: width - 1, theme)
  }

  private func short(_ text: String, _ width: Int) -> String {
    text.shortened(to: width - 1, theme)
  }
}

extension String {
  /// The text, whose end gives way to dots where it is wider than `width`.
  func shortened(to width: Int, _ theme: Theme) -> String {
    let dots = theme.usesUnicode ? "…" : "..."
    guard unicodeScalars.count > width else { return self }
    return prefix(max(width - dots.count, 0)) + dots
  }

  /// The text, of which the end stays, by which runs of one preset are told apart.
  func shortenedInside(to width: Int, _ theme: Theme) -> String {
    let dots = theme.usesUnicode ? "…" : "..."
    guard unicodeScalars.count > width else { return self }
    let start = max((width - dots.count) / 3, 0)
    return prefix(start) + dots + suffix(max(width - dots.count - start, 0))
  }

  /// The text with spaces up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - unicodeScalars.count, 0))
  }
}
