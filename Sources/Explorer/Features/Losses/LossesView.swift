internal import Autoencoders
internal import TerminalUI

/// The curves of a run: total loss, reconstruction and KL, of training and test images.
struct LossesView: Widget {
  let losses: LossesFeature
  let history: LossHistory
  let parts: [LossPart]
  let names: LossNames
  let theme: Theme
  let isFocused: Bool

  private static let narrowestChart = 24

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let areas =
      area.width >= parts.count * Self.narrowestChart
      ? area.columns(parts.count) : area.rows(parts.count)
    for (part, area) in zip(parts, areas) { draw(part, in: area, into: &buffer) }
  }

  private func draw(_ part: LossPart, in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(
        theme, title: title(part, room: area.width - 4), footnote: readout(part),
        isFocused: isFocused), in: area)
    guard !history.train.isEmpty else { return }
    buffer.draw(chart(part), in: Frame.interior(of: area))
  }

  private func title(_ part: LossPart, room: Int) -> [Span] {
    let name = names.name(of: part)
    var spans = [Span(name, theme.strong)]
    let testWidth = history.test.isEmpty ? 0 : 12
    if let last = history.train.last, room >= name.count + 13 + testWidth {
      let smooth = smoothed(
        history.train.map { part.spread(of: $0).mean }, weight: losses.smoothing)
      spans.append(Span(" train ", theme.faint))
      spans.append(
        Span(
          fixed(smooth.last ?? part.spread(of: last).mean, decimals: decimals(part)), theme.train))
    }
    if let test = history.test.last {
      spans.append(Span(names.testLabel(of: part), theme.faint))
      spans.append(Span(fixed(part.value(of: test.loss), decimals: decimals(part)), theme.test))
    }
    if spans.reduce(0, { $0 + $1.width }) + 5 <= room { spans.append(Span(" nats", theme.faint)) }
    return spans
  }

  private func decimals(_ part: LossPart) -> Int { part == .kl ? 2 : 1 }

  /// The values at the crosshair.
  private func readout(_ part: LossPart) -> [Span] {
    guard let epoch = losses.crosshair,
      let bucket = history.train.first(where: { $0.epoch >= epoch }) ?? history.train.last
    else { return [] }
    let spread = part.spread(of: bucket)
    return [
      Span("at \(fixed(bucket.epoch, decimals: 2)) ", theme.faint),
      Span(fixed(spread.mean, decimals: 2), theme.train),
      Span(" \(fixed(spread.min, decimals: 1))..\(fixed(spread.max, decimals: 1))", theme.faint),
    ]
  }

  private func chart(_ part: LossPart) -> LineChart {
    let range = losses.shownEpochs(of: history)
    let buckets = history.train
    let means = smoothed(buckets.map { part.spread(of: $0).mean }, weight: losses.smoothing)
    let train = zip(buckets, means).map { ChartSeries.Point(x: $0.epoch, y: $1) }
    let test = history.test.map { ChartSeries.Point(x: $0.epoch, y: part.value(of: $0.loss)) }
    let band = buckets.filter { part.spread(of: $0).mean.isFinite }.map {
      ChartBand(x: $0.epoch, range: part.spread(of: $0).min...part.spread(of: $0).max)
    }
    return LineChart(
      series: [
        ChartSeries(train, style: theme.train, glyph: "*"),
        ChartSeries(test, style: theme.test, isDotted: true, glyph: "o"),
      ],
      band: band, xRange: range,
      yRange: yRange(lines: (train + test).filter { range.contains($0.x) }.map(\.y), band: band),
      isLogarithmic: losses.isLogarithmic, crosshair: losses.crosshair, theme: theme)
  }

  /// The range of the lines less their highest twentieth, which is the first moments of training; or
  /// of every raw value, when outliers are asked for.
  private func yRange(lines: [Double], band: [ChartBand]) -> ClosedRange<Double> {
    let values =
      (losses.showsOutliers
      ? band.flatMap { [$0.range.lowerBound, $0.range.upperBound] } : lines)
      .filter(\.isFinite).sorted()
    guard let least = values.first, let greatest = values.last else { return 0...1 }
    let cut = losses.showsOutliers ? 0 : values.count / 20
    let top = values[values.count - 1 - cut]
    guard top > least else { return least - 0.5...max(greatest, least + 0.5) }
    let margin = (top - least) * 0.06
    return (least - (losses.isLogarithmic ? 0 : margin))...top + margin
  }
}
