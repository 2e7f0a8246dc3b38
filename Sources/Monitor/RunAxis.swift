internal import TrainingLogs

/// Where the steps of a run stand on an axis.
struct RunAxis {
  private let axis: ChartAxis
  /// When the run's first point was logged.
  private let start: Double
  /// The metric that gives the places, in order of its steps.
  private let places: [LogPoint]

  init(_ axis: ChartAxis, of run: RunRecord) {
    self.axis = axis
    start =
      axis == .elapsed
      ? run.series.compactMap { $0.buckets.first?.firstTime }.filter(\.isFinite).min() ?? .nan
      : .nan
    let tag: String? =
      switch axis {
      case .metric(let name): Self.tag(name, of: run)
      case .epoch: Self.tag("epoch", of: run)
      // Logs without times may count the seconds themselves.
      case .elapsed: start.isNaN ? Self.tag("seconds", of: run) : nil
      case .step, .wallClock: nil
      }
    places = (tag.flatMap { run[$0]?.means } ?? []).filter(\.value.isFinite)
  }

  /// The metric that a person means by a name, or by a part of one: each run may call it somewhat differently.
  static func tag(_ name: String, of run: RunRecord) -> String? {
    let name = name.lowercased()
    return run.tags.first { $0.lowercased() == name }
      ?? run.tags.first { $0.lowercased().hasSuffix("/\(name)") }
      ?? run.tags.first { $0.lowercased().contains(name) }
  }

  /// The place of a point; NaN where it has none.
  func place(step: Int64, time: Double) -> Double {
    switch axis {
    case .step: Double(step)
    case .wallClock: time
    case .elapsed where !start.isNaN: time - start
    case .elapsed, .epoch, .metric: value(at: step)
    }
  }

  /// The metric between the two of its points that are nearest; NaN beyond its last one.
  private func value(at step: Int64) -> Double {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].step < step { low = middle + 1 } else { high = middle }
    }
    guard low < places.count else { return .nan }
    let right = places[low]
    guard low > 0, right.step > step else {
      return right.step == step || low == 0 ? right.value : .nan
    }
    let left = places[low - 1]
    let share = Double(step - left.step) / Double(right.step - left.step)
    return left.value + (right.value - left.value) * share
  }
}
