internal import TerminalUI

/// The KL term of each latent over the epochs, of test images: the greatest ones, each in a color of its own.
struct LatentKLChart: Widget {
  let losses: LossesFeature
  let test: [LossHistory.TestPoint]
  let epochs: ClosedRange<Double>
  let marks: [Double]
  let theme: Theme
  let isFocused: Bool

  /// As many as there are colors to tell apart.
  private static let most = 10

  /// The latents with the greatest KL at the last evaluation, in that order.
  private var latents: [Int] {
    guard let last = test.last?.klPerDimension else { return [] }
    let order = last.indices.sorted { (last[$1], $0) < (last[$0], $1) }
    return Array(order.prefix(Self.most))
  }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(theme, title: .fitting(title, room: Frame.room(in: area)), isFocused: isFocused),
      in: area)
    let series = latents.enumerated().map { place, latent in
      let points = test.compactMap { point in
        latent < point.klPerDimension.count
          ? ChartSeries.Point(x: point.epoch, y: point.klPerDimension[latent]) : nil
      }
      return ChartSeries(
        points, style: theme.classStyle(place),
        isDotted: theme.capabilities.colors == .none && place % 2 == 1, glyph: glyph(place))
    }
    let values = series.flatMap { $0.points.map(\.y) }.filter(\.isFinite)
    guard let top = values.max() else { return }
    var chart = LineChart(
      series: series, xRange: epochs, yRange: min(values.min() ?? 0, 0)...max(top, 1e-9),
      isLogarithmic: losses.isLogarithmic, crosshair: losses.shownCrosshair(in: epochs),
      theme: theme)
    chart.marks = marks
    buffer.draw(chart, in: Frame.interior(of: area))
  }

  private func glyph(_ place: Int) -> Unicode.Scalar { Array("0123456789".unicodeScalars)[place] }

  private var title: [[Span]] {
    let last = test.last?.klPerDimension ?? []
    let count = last.count > Self.most ? "\(Self.most) greatest of \(last.count)" : ""
    let entries = latents.enumerated().map { place, latent in
      let sign = theme.usesUnicode ? "━" : String(glyph(place))
      return [
        Span("\(sign) ", theme.classStyle(place)),
        Span("z\(latent + 1) \(rate(last[latent], decimals: 2))", theme.faint),
      ]
    }
    return [
      [Span("KL a latent", theme.strong), Span(" test, nats", theme.faint)],
      count.isEmpty ? [] : [Span(count, theme.faint)],
    ] + entries
  }
}
