internal import TerminalUI

/// The image that the code under the cursor decodes to, and which codes lie near it.
struct DecodedImageView: Widget {
  let image: ImageFeature
  let shading: ImageShading
  /// The code under the cursor.
  let code: [Float]
  /// The codes nearest to it, nearest first.
  let neighbors: [LatentMap.Neighbor]
  let theme: Theme
  let isFocused: Bool

  private static let side = 28

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(Frame(theme, title: title, footnote: nearby, isFocused: isFocused), in: area)
    guard let pixels = image.decoded?.pixels, pixels.count == Self.side * Self.side else { return }
    buffer.draw(
      ImageView(
        pixels, width: Self.side, height: Self.side, shading: shading, theme: theme,
        gamma: image.gamma),
      in: Frame.interior(of: area))
  }

  private var title: [Span] {
    let values = code.prefix(2).map { signed(Double($0)) }.joined(separator: " ")
    let more = code.count > 2 ? (theme.usesUnicode ? " …" : " ...") : ""
    return [Span("z", theme.strong), Span(" = \(values)\(more)")]
  }

  private func signed(_ value: Double) -> String {
    let text = fixed(abs(value), decimals: 3)
    let minus = theme.usesUnicode ? "−" : "-"
    return (value < 0 && Double(text) != 0 ? minus : "+") + text
  }

  /// The commonest classes among the nearest codes, and how far the nearest is.
  private var nearby: [Span] {
    guard let nearest = neighbors.first else { return [] }
    var counts: [UInt8: Int] = [:]
    for neighbor in neighbors { counts[neighbor.label, default: 0] += 1 }
    let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
    var spans = [Span("near ", theme.faint)]
    for (label, count) in common {
      spans.append(Span("\(label)", theme.classStyle(Int(label)).with(.bold)))
      spans.append(Span(" \(count * 100 / neighbors.count)% ", theme.faint))
    }
    spans.append(Span("at \(fixed(nearest.distance, decimals: 2))", theme.faint))
    return spans
  }
}
