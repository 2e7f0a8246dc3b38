internal import Autoencoders
internal import TerminalUI

/// The curves of a run: total loss, reconstruction and KL, of training and test images.
struct LossView: Widget {
  let state: ExplorerState

  private static let narrowestChart = 24

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let parts: [LossPart] = state.isVariational ? [.total, .reconstruction, .kl] : [.total]
    let areas =
      area.width >= parts.count * Self.narrowestChart
      ? area.columns(parts.count) : area.rows(parts.count)
    for (part, area) in zip(parts, areas) { draw(part, in: area, into: &buffer) }
  }

  private func draw(_ part: LossPart, in area: Rect, into buffer: inout CellBuffer) {
    buffer.draw(
      Frame(
        state.theme, title: title(part, room: area.width - 4), footnote: readout(part),
        isFocused: state.focus == .charts), in: area)
    guard !state.session.history.train.isEmpty else { return }
    buffer.draw(chart(part), in: Frame.interior(of: area))
  }

  private func title(_ part: LossPart, room: Int) -> [Span] {
    var spans = [Span(name(part), state.theme.strong)]
    let history = state.session.history
    let testWidth = history.test.isEmpty ? 0 : 12
    if let last = history.train.last, room >= name(part).count + 13 + testWidth {
      let smooth = smoothed(history.train.map { part.spread(of: $0).mean }, weight: state.smoothing)
      spans.append(Span(" train ", state.theme.faint))
      spans.append(
        Span(
          fixed(smooth.last ?? part.spread(of: last).mean, decimals: decimals(part)),
          state.theme.train))
    }
    if let test = history.test.last {
      spans.append(Span(part == .total ? testLabel : " test ", state.theme.faint))
      spans.append(
        Span(fixed(part.value(of: test.loss), decimals: decimals(part)), state.theme.test))
    }
    if spans.reduce(0, { $0 + $1.width }) + 5 <= room {
      spans.append(Span(" nats", state.theme.faint))
    }
    return spans
  }

  /// Test images are measured by the ELBO, whatever bound or constraint training has.
  private var testLabel: String {
    let objective = state.session.objective ?? Objective()
    guard objective.bound.samples > 1 || objective.klConstraint != nil else { return " test " }
    return " test \(minus)ELBO "
  }

  private var minus: String { state.theme.usesUnicode ? "−" : "-" }

  private func decimals(_ part: LossPart) -> Int { part == .kl ? 2 : 1 }

  private func name(_ part: LossPart) -> String {
    switch part {
    case .total: return totalName
    case .reconstruction: return "recon"
    case .kl: return "KL"
    }
  }

  /// With a weight of one the total is the negative ELBO; any other weight is named, and so is a bound
  /// of several samples. Where more than a weighted KL is added, the total is but a loss.
  private var totalName: String {
    if let layer = state.session.pretrainedLayer {
      return "layer \(layer.number)/\(layer.count) loss"
    }
    guard state.isVariational else { return "loss" }
    let objective = state.session.objective ?? Objective()
    if objective.bound.samples > 1 { return "\(minus)L\(objective.bound.samples)" }
    if objective.klConstraint != nil || hasPrintedKL { return "loss" }
    let weight = state.session.history.test.last?.loss.klWeight ?? 1
    return weight == 1 ? "\(minus)ELBO" : "recon+\(fixed(weight, decimals: 2))KL"
  }

  /// The objective's KL term is not the posterior's KL.
  private var hasPrintedKL: Bool {
    if case .logDeviation = state.session.model?.configuration.latent { true } else { false }
  }

  /// The values at the crosshair.
  private func readout(_ part: LossPart) -> [Span] {
    guard let epoch = state.crosshair,
      let bucket = state.session.history.train.first(where: { $0.epoch >= epoch })
        ?? state.session.history.train.last
    else { return [] }
    let spread = part.spread(of: bucket)
    return [
      Span("at \(fixed(bucket.epoch, decimals: 2)) ", state.theme.faint),
      Span(fixed(spread.mean, decimals: 2), state.theme.train),
      Span(
        " \(fixed(spread.min, decimals: 1))..\(fixed(spread.max, decimals: 1))", state.theme.faint),
    ]
  }

  private func chart(_ part: LossPart) -> LineChart {
    let history = state.session.history
    let range = state.chartRange
    let buckets = history.train
    let means = smoothed(buckets.map { part.spread(of: $0).mean }, weight: state.smoothing)
    let train = zip(buckets, means).map { ChartSeries.Point(x: $0.epoch, y: $1) }
    let test = history.test.map { ChartSeries.Point(x: $0.epoch, y: part.value(of: $0.loss)) }
    let band = buckets.filter { part.spread(of: $0).mean.isFinite }.map {
      ChartBand(x: $0.epoch, range: part.spread(of: $0).min...part.spread(of: $0).max)
    }
    return LineChart(
      series: [
        ChartSeries(train, style: state.theme.train, glyph: "*"),
        ChartSeries(test, style: state.theme.test, isDotted: true, glyph: "o"),
      ],
      band: band, xRange: range,
      yRange: yRange(
        lines: (train + test).filter { range.contains($0.x) }.map(\.y), band: band),
      isLogarithmic: state.isLogarithmic, crosshair: state.crosshair, theme: state.theme)
  }

  /// The range of the lines less their highest twentieth, which is the first moments of training; or
  /// of every raw value, when outliers are asked for.
  private func yRange(lines: [Double], band: [ChartBand]) -> ClosedRange<Double> {
    let values =
      (state.showsOutliers
      ? band.flatMap { [$0.range.lowerBound, $0.range.upperBound] } : lines)
      .filter(\.isFinite).sorted()
    guard let least = values.first, let greatest = values.last else { return 0...1 }
    let cut = state.showsOutliers ? 0 : values.count / 20
    let top = values[values.count - 1 - cut]
    guard top > least else { return least - 0.5...max(greatest, least + 0.5) }
    let margin = (top - least) * 0.06
    return (least - (state.isLogarithmic ? 0 : margin))...top + margin
  }
}
