internal import Autoencoders
internal import TerminalUI

/// Judgments of a run's training, and below them what happened, the newest first.
struct HealthView: Widget {
  let session: SessionSnapshot
  let theme: Theme
  let isFocused: Bool

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(Frame(theme, title: [Span("health", theme.strong)], isFocused: isFocused), in: area)
    let interior = Frame.interior(of: area)
    let room = interior.width - 2
    for (row, line) in (findings(room) + log(room)).prefix(interior.height).enumerated() {
      buffer.write(line, column: interior.column + 1, row: interior.row + row, limit: room)
    }
  }

  private func findings(_ room: Int) -> [[Span]] {
    let findings = TrainingHealth(session, usesUnicode: theme.usesUnicode).findings
    guard !findings.isEmpty else { return [[Span("nothing to judge yet", theme.faint)]] }
    return findings.flatMap { finding in
      wrapped(finding.text, width: room - 2).enumerated().map { index, line in
        let mark = index > 0 ? "  " : finding.isGood ? "  " : "! "
        return [Span(mark + line, finding.isGood ? theme.text : theme.warning)]
      }
    }
  }

  /// A line an evaluation on test images.
  private func log(_ room: Int) -> [[Span]] {
    let part = session.isVariational ? LossPart.negativeELBO : .reconstruction
    let name = LossNames(session, usesUnicode: theme.usesUnicode).name(of: part)
    let values = session.history.test.compactMap { point in
      part.value(ofTest: point.loss).map { (point, $0) }
    }
    let best = values.map(\.1).filter(\.isFinite).min()
    let lines: [[Span]] = values.map { point, value in
      .fitting(
        [
          [Span("epoch \(epochText(point.epoch))", theme.faint)],
          [Span("test \(name) \(number(value, decimals: 1, cells: 8))", theme.test)],
          value == best ? [Span("best", theme.faint)] : [],
        ], room: room)
    }
    return lines.isEmpty ? [] : [[Span("")]] + lines.reversed()
  }
}
