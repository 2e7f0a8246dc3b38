internal import TerminalUI
internal import TrainingLogs

/// A line of a chart: a run, or runs that differ in their seeds alone.
struct ChartLine {
  /// The name of the run or runs.
  let name: String
  /// The number of the first run, which gives the mark.
  let number: Int
  /// The line as it is read: smoothed where that is asked for, the mean where there are several runs.
  var points: [ChartSeries.Point]
  /// What lies behind it: of a smoothed line all that was logged, of several runs their spread.
  var band: [ChartBand] = []

  /// The lines of some groups of runs in one metric, with as much detail as a chart of some columns can show.
  ///
  /// - Parameter numbers: the number of each run, by its key.
  static func lines(
    _ groups: [SeedGroup], tag: String, _ settings: ChartSettings, columns: Int,
    numbers: [RunKey: Int]
  ) -> [ChartLine] {
    groups.flatMap { group -> [ChartLine] in
      let runs = group.runs.filter { $0.record[tag] != nil }
      guard let first = runs.first else { return [] }
      if settings.seeds != .apart, runs.count > 1 {
        return [
          ChartLine(
            of: runs, named: group.name, number: numbers[RunKey(first)] ?? 0, tag, settings)
        ]
      }
      return runs.map {
        ChartLine(of: $0, number: numbers[RunKey($0)] ?? 0, tag, settings, columns: columns)
      }
    }
  }

  /// Two columns of dots stand in a cell.
  private static let bucketsPerColumn = 2

  private init(
    of run: CatalogRun, number: Int, _ tag: String, _ settings: ChartSettings, columns: Int
  ) {
    (name, self.number) = (run.name, number)
    let axis = RunAxis(settings.axis, of: run.record)
    let series = run.record[tag]
    func x(_ bucket: SeriesBucket) -> Double {
      axis.place(step: bucket.lastStep, time: bucket.lastTime)
    }
    let limit = max(columns, 1) * Self.bucketsPerColumn
    let buckets = (series?.buckets(atMost: limit) ?? []).filter { x($0).isFinite }
    guard settings.smoothing > 0, let series else {
      // From the least value of a stretch to the greatest, so that no spike is lost.
      points = buckets.flatMap { bucket -> [ChartSeries.Point] in
        guard let mean = bucket.mean else { return [.init(x: x(bucket), y: .nan)] }
        return bucket.finiteCount > 1
          ? [.init(x: x(bucket), y: bucket.least), .init(x: x(bucket), y: bucket.greatest)]
          : [.init(x: x(bucket), y: mean)]
      }
      return
    }
    let means = series.buckets
    let values = smoothed(means.map { $0.mean ?? .nan }, weight: settings.smoothing)
    let all = zip(means, values).map { ChartSeries.Point(x: x($0), y: $1) }.filter(\.x.isFinite)
    points = Self.thinned(all, to: limit)
    band = buckets.filter { $0.mean != nil }
      .map { ChartBand(x: x($0), range: $0.least...$0.greatest) }
  }

  /// Every second or third and so on until there are no more than `limit`, and the last.
  private static func thinned(
    _ points: [ChartSeries.Point], to limit: Int
  ) -> [ChartSeries.Point] {
    let width = (points.count + limit - 1) / limit
    guard width > 1 else { return points }
    return stride(from: points.count - 1, through: 0, by: -width).reversed().map { points[$0] }
  }

  private init(
    of runs: [CatalogRun], named name: String, number: Int, _ tag: String,
    _ settings: ChartSettings
  ) {
    (self.name, self.number) = (name, number)
    let axis = RunAxis(settings.axis, of: runs[0].record)
    let times = runs[0].record[tag]?.means ?? []
    let places = SeriesBand(runs.compactMap { $0.record[tag]?.means }).places
    let means = smoothed(places.map(\.values.mean), weight: settings.smoothing)
    var (points, band): ([ChartSeries.Point], [ChartBand]) = ([], [])
    var cursor = 0
    for (place, mean) in zip(places, means) {
      while cursor + 1 < times.count, times[cursor].step < place.step { cursor += 1 }
      let time = cursor < times.count ? times[cursor].time : .nan
      let x = axis.place(step: place.step, time: time)
      guard x.isFinite else { continue }
      points.append(.init(x: x, y: mean))
      band.append(ChartBand(x: x, range: Self.range(of: place.values, settings.seeds)))
    }
    (self.points, self.band) = (points, band)
  }

  private static func range(
    of values: SampleStatistics, _ view: SeedView
  ) -> ClosedRange<Double> {
    guard view == .deviation else { return values.least...values.greatest }
    let deviation = values.deviation ?? 0
    return values.mean - deviation...values.mean + deviation
  }

  /// Moves the line along the axis.
  mutating func shift(by distance: Double) {
    for place in points.indices { points[place].x += distance }
    for place in band.indices { band[place].x += distance }
  }

  /// The value at a place of the axis: that of the nearest point; nil where the line is not drawn there.
  func value(at x: Double) -> Double? {
    guard let first = points.first, let last = points.last, x >= first.x, x <= last.x else {
      return nil
    }
    return points.min { abs($0.x - x) < abs($1.x - x) }?.y
  }
}
