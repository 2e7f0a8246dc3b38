internal import Foundation
internal import TerminalUI

/// The digit that the code under the cursor decodes to, and what lies near that code.
struct DigitView: Widget {
  let state: ExplorerState

  private static let side = 28
  private static let neighborCount = 20

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(state.theme, title: title, footnote: nearby, isFocused: state.focus == .digit), in: area
    )
    guard let digit = state.digit, digit.pixels.count == Self.side * Self.side else { return }
    let interior = Frame.interior(of: area)
    buffer.draw(
      ImageView(
        digit.pixels, width: Self.side, height: Self.side, theme: state.theme, gamma: state.gamma),
      in: interior)
  }

  private var title: [Span] {
    let values = state.cursorCode.prefix(2).map { signed(Double($0)) }.joined(separator: " ")
    let count = state.latentCount ?? 2
    let more = count > 2 ? (state.theme.usesUnicode ? " …" : " ...") : ""
    return [Span("z", state.theme.strong), Span(" = \(values)\(more)")]
  }

  private func signed(_ value: Double) -> String {
    let text = fixed(abs(value), decimals: 3)
    let minus = state.theme.usesUnicode ? "−" : "-"
    return (value < 0 && Double(text) != 0 ? minus : "+") + text
  }

  /// The commonest classes among the nearest codes, and how far the nearest is.
  private var nearby: [Span] {
    guard let map = state.session.map else { return [] }
    let neighbors = map.nearest(x: state.cursor.x, y: state.cursor.y, count: Self.neighborCount)
    guard let nearest = neighbors.first else { return [] }
    var counts: [UInt8: Int] = [:]
    for neighbor in neighbors { counts[neighbor.label, default: 0] += 1 }
    let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
    var spans = [Span("near ", state.theme.faint)]
    for (label, count) in common {
      spans.append(Span("\(label)", state.theme.classStyle(Int(label)).with(.bold)))
      spans.append(Span(" \(count * 100 / neighbors.count)% ", state.theme.faint))
    }
    spans.append(Span("at \(fixed(nearest.distance, decimals: 2))", state.theme.faint))
    return spans
  }
}
