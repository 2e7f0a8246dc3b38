internal import Autoencoders
internal import TerminalUI
internal import TrainingLogs

/// The curve of one part of a run's losses.
struct LossChart: Widget {
  private let losses: LossesFeature
  private let part: LossPart
  /// The training losses, where they are of this part.
  private let train: [(epoch: Double, steps: Int, spread: LossPart.Spread)]
  private let smooth: [Double]
  private let test: [ChartSeries.Point]
  /// The smoothed training losses of runs that were trained before.
  private let earlier: [[ChartSeries.Point]]
  private let epochs: ClosedRange<Double>
  /// Epochs at which the run took another course.
  private let marks: [Double]
  /// Where the crosshair stands: where a person put it, else at the epoch that is shown.
  private let crosshair: Double?
  private let names: LossNames
  private let theme: Theme
  private let isFocused: Bool

  init(
    losses: LossesFeature, part: LossPart, train: [LossHistory.Bucket],
    test: [LossHistory.TestPoint], earlier: [[LossHistory.Bucket]] = [],
    epochs: ClosedRange<Double>, shownEpoch: Int? = nil,
    marks: [Double],
    names: LossNames, theme: Theme, isFocused: Bool
  ) {
    self.losses = losses
    self.part = part
    self.train = train.compactMap { bucket in
      part.spread(of: bucket).map { (bucket.epoch, bucket.losses.steps, $0) }
    }
    smooth = smoothed(self.train.map(\.spread.mean), weight: losses.smoothing)
    self.earlier = earlier.map { Self.line(of: part, in: $0, smoothing: losses.smoothing) }
      .filter { !$0.isEmpty }
    self.test = test.compactMap { point in
      part.value(ofTest: point.loss).map { ChartSeries.Point(x: point.epoch, y: $0) }
    }
    self.epochs = epochs
    self.marks = marks
    crosshair =
      losses.shownCrosshair(in: epochs)
      ?? shownEpoch.map(Double.init).flatMap { epochs.contains($0) ? $0 : nil }
    self.names = names
    self.theme = theme
    self.isFocused = isFocused
  }

  func render(in area: Rect, into buffer: inout CellBuffer) {
    let room = Frame.room(in: area)
    buffer.draw(
      Frame(
        theme, title: title(room: room),
        footnote: .fitting([readout(room: room)] + settings, room: room), isFocused: isFocused),
      in: area)
    guard !train.isEmpty || !test.isEmpty else { return }
    buffer.draw(chart, in: Frame.interior(of: area))
  }

  private static func line(
    of part: LossPart, in buckets: [LossHistory.Bucket], smoothing: Double
  ) -> [ChartSeries.Point] {
    let means = buckets.compactMap { bucket in
      part.spread(of: bucket).map { (epoch: bucket.epoch, mean: $0.mean) }
    }
    return zip(means, smoothed(means.map(\.mean), weight: smoothing)).map {
      ChartSeries.Point(x: $0.epoch, y: $1)
    }
  }

  // MARK: What is said

  /// The name and the last values; where there is little room, of the test images alone.
  private func title(room: Int) -> [Span] {
    let name = [Span(names.name(of: part), theme.strong)]
    let trainValue = smooth.last.map {
      [Span(" train ", theme.faint), Span(text($0), theme.train)]
    }
    let testValue = test.last.map { [Span(" test ", theme.faint), Span(text($0.y), theme.test)] }
    let unit = [Span(" nats", theme.faint)]
    let choices = [
      name + (trainValue ?? []) + (testValue ?? []) + unit,
      name + (trainValue ?? []) + (testValue ?? []),
      name + (testValue ?? trainValue ?? []) + unit, name + (testValue ?? trainValue ?? []),
    ]
    return choices.first { $0.width <= room } ?? name
  }

  /// What the chart does to the losses.
  private var settings: [[Span]] {
    var words: [String] = [names.note(on: part)].compactMap(\.self)
    if losses.isLogarithmic { words.append(chart.isLogarithmic ? "log" : "log needs values > 0") }
    if losses.showsRecent { words.append("last 25 %") }
    if losses.showsOutliers { words.append("all values") }
    if !earlier.isEmpty {
      words.append("faint: train of \(earlier.count) earlier run\(earlier.count == 1 ? "" : "s")")
    }
    if !train.isEmpty {
      if losses.smoothing > 0 { words.append("train smoothed \(trimmed(losses.smoothing))") }
      let steps = train.map(\.steps).max() ?? 1
      if steps > 1 { words.append("\(steps)-step means") }
    }
    return words.map { [Span($0, theme.faint)] }
  }

  private func trimmed(_ value: Double) -> String {
    let text = fixed(value, decimals: 2)
    return text.hasSuffix("0") ? String(text.dropLast()) : text
  }

  /// The values at the crosshair: of the bucket that it stands in, and of the nearest evaluation.
  private func readout(room: Int) -> [Span] {
    guard let epoch = crosshair else { return [] }
    let bucket = train.first { $0.epoch >= epoch } ?? train.last
    let at = fixed(epoch, decimals: 2)
    let value = bucket.map { Span(text($0.spread.mean), theme.train) }
    let range = bucket?.spread.range.map {
      Span(" (\(text($0.lowerBound))..\(text($0.upperBound)))", theme.faint)
    }
    let nearest = test.min { abs($0.x - epoch) < abs($1.x - epoch) }
    let testValue = nearest.map { Span(text($0.y), theme.test) }
    let testEpoch = nearest.map { Span(" at \(epochText($0.x))", theme.faint) }
    func spans(_ parts: [Span?]) -> [Span] { parts.compactMap(\.self) }
    let (place, shortPlace) = (Span("at epoch \(at)", theme.faint), Span(at, theme.faint))
    let (trainLabel, testLabel) = (
      value.map { _ in Span(" train ", theme.faint) },
      testValue.map { _ in Span(" test ", theme.faint) }
    )
    let gap = value.map { _ in Span(" ") }
    let nearPlace = Span("at \(at)", theme.faint)
    let choices = [
      spans([place, trainLabel, value, range, testLabel, testValue, testEpoch]),
      spans([place, trainLabel, value, testLabel, testValue, testEpoch]),
      spans([nearPlace, trainLabel, value, testLabel, testValue, testEpoch]),
      spans([nearPlace, trainLabel, value, testLabel, testValue]),
      spans([shortPlace, gap, value, testLabel, testValue]),
      spans([shortPlace, gap, value]),
    ]
    return choices.first { $0.width <= room } ?? []
  }

  private func text(_ value: Double) -> String {
    number(value, decimals: part == .kl ? 2 : 1, cells: 8)
  }

  // MARK: The chart

  private var chart: LineChart {
    let line = zip(train, smooth).map { ChartSeries.Point(x: $0.epoch, y: $1) }
    let band = train.compactMap { bucket in
      bucket.spread.range.map { ChartBand(x: bucket.epoch, range: $0) }
    }
    let shown = (line + test + earlier.joined()).filter { epochs.contains($0.x) }
    var chart = LineChart(
      series: [
        ChartSeries(line, style: theme.train, glyph: "*"),
        ChartSeries(test, style: theme.test, isDotted: true, glyph: "o"),
      ],
      band: band, xRange: epochs,
      yRange: yRange(lines: shown.map(\.y), band: band.filter { epochs.contains($0.x) }),
      isLogarithmic: losses.isLogarithmic, crosshair: crosshair,
      theme: theme)
    chart.marks = marks
    chart.background = earlier.map { ChartSeries($0, style: theme.faint, glyph: ".") }
    return chart
  }

  /// The range of the lines less their highest twentieth, which is the first moments of training; or
  /// of every raw value, when outliers are asked for.
  private func yRange(lines: [Double], band: [ChartBand]) -> ClosedRange<Double> {
    let extremes =
      losses.showsOutliers ? band.flatMap { [$0.range.lowerBound, $0.range.upperBound] } : []
    let values = (lines + extremes).filter(\.isFinite).sorted()
    guard let least = values.first, let greatest = values.last else { return 0...1 }
    let cut = losses.showsOutliers ? 0 : values.count / 20
    let top = values[values.count - 1 - cut]
    guard top > least else { return least - 0.5...max(greatest, least + 0.5) }
    let margin = min((top - least) * 0.06, .greatestFiniteMagnitude)
    let low = losses.isLogarithmic ? least : max(least - margin, -.greatestFiniteMagnitude)
    return low...min(top + margin, .greatestFiniteMagnitude)
  }
}
