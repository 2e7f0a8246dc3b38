internal import TerminalUI
internal import TrainingLogs

/// A metric over all runs that are shown: lines, what they span, and what cannot be drawn.
struct MetricChart {
  /// The metric.
  let tag: String
  let settings: ChartSettings
  /// The lines, each run's or each setting's.
  private(set) var lines: [ChartLine]
  /// The first value that is infinite or none, and where it came up.
  let firstNotFinite: (run: String, point: LogPoint)?

  init(
    _ groups: [SeedGroup], tag: String, _ settings: ChartSettings, columns: Int,
    numbers: [RunKey: Int]
  ) {
    (self.tag, self.settings) = (tag, settings)
    lines = ChartLine.lines(groups, tag: tag, settings, columns: columns, numbers: numbers)
    firstNotFinite = groups.flatMap(\.runs).compactMap { run in
      run.record[tag]?.firstNotFinite.map { (run.name, $0) }
    }.min { $0.1.step < $1.1.step }
    if settings.axis == .wallClock { startAtZero() }
  }

  /// Counts from the first point of all runs.
  private mutating func startAtZero() {
    guard let start = lines.compactMap(\.points.first?.x).min() else { return }
    for place in lines.indices { lines[place].shift(by: -start) }
  }

  /// The part of the horizontal axis that the lines take; nil where there is none.
  var xRange: ClosedRange<Double>? {
    range(lines.flatMap(\.points).map(\.x), isLogarithmic: settings.isXLogarithmic)
  }

  /// The part of the vertical axis that they take.
  var yRange: ClosedRange<Double>? {
    let values = lines.flatMap { line in
      line.points.map(\.y) + line.band.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
    }
    return range(values, isLogarithmic: settings.isYLogarithmic)
  }

  /// From the least to the greatest of the values that can be drawn; somewhat more where that is nothing.
  private func range(_ values: [Double], isLogarithmic: Bool) -> ClosedRange<Double>? {
    let drawn = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    guard let least = drawn.min(), let greatest = drawn.max() else { return nil }
    guard least == greatest else { return least...greatest }
    let margin = max(abs(least) * 0.05, least == 0 ? 1 : 0)
    return isLogarithmic ? least / 2...least * 2 : least - margin...least + margin
  }

  /// The places at which the crosshair can stand, in order.
  var places: [Double] { Set(lines.flatMap(\.points).map(\.x)).sorted() }
}
