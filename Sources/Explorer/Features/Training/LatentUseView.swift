internal import Autoencoders
internal import TerminalUI

/// The KL term of each latent as a bar, the greatest first, in as many columns as there is room for.
struct LatentUseView: Widget {
  let session: SessionSnapshot
  let theme: Theme
  let isFocused: Bool

  private static let columnWidth = 24
  private static let barWidth = 10

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let interior = Frame.interior(of: area)
    let columns = max((interior.width - 1) / Self.columnWidth, 1)
    let order = session.klPerDimension.indices.sorted {
      (session.klPerDimension[$1], $0) < (session.klPerDimension[$0], $1)
    }
    let shown = order.prefix(columns * interior.height)
    buffer.draw(
      Frame(
        theme, title: .fitting(title(shown: shown.count), room: Frame.room(in: area)),
        isFocused: isFocused), in: area)
    for (place, latent) in shown.enumerated() {
      buffer.write(
        line(latent), column: interior.column + 1 + place / interior.height * Self.columnWidth,
        row: interior.row + place % interior.height, limit: interior.width - 1)
    }
  }

  private func title(shown: Int) -> [[Span]] {
    let all = session.klPerDimension.count
    let count = shown == all ? "" : "\(shown) of \(all)"
    return [
      [Span("KL a latent", theme.strong)],
      [Span("nats, \(session.shownTestImages)", theme.faint)],
      count.isEmpty ? [] : [Span(count, theme.faint)],
    ]
  }

  private func line(_ latent: Int) -> [Span] {
    let kl = session.klPerDimension
    let share = kl[latent] / max(kl.max() ?? 0, 1e-9)
    let length = share.isFinite ? Int((min(max(share, 0), 1) * Double(Self.barWidth)).rounded()) : 0
    let bar = String(repeating: theme.usesUnicode ? "█" : "#", count: length)
    let name = "z\(latent + 1)"
    let pad = String(repeating: " ", count: max(4 - name.count, 0))
    return [
      Span("\(name)\(pad) ", theme.faint), Span(bar, theme.train),
      Span(String(repeating: " ", count: Self.barWidth - length)),
      Span(" \(rate(kl[latent], decimals: 3))"),
    ]
  }
}
