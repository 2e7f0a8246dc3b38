/// What the horizontal axis of charts is.
enum ChartAxis: Equatable {
  case step, epoch, elapsed, wallClock
  /// The values of a metric at the same step.
  case metric(String)

  /// What the key goes through.
  static let cycle: [ChartAxis] = [.step, .epoch, .elapsed, .wallClock]

  /// The name in a chart's title.
  var name: String {
    switch self {
    case .step: "step"
    case .epoch: "epoch"
    case .elapsed: "seconds of the run"
    case .wallClock: "seconds since the first point of all"
    case .metric(let tag): tag
    }
  }
}

/// How runs that differ in their seeds alone are drawn.
enum SeedView: CaseIterable {
  /// Each by itself.
  case apart
  /// Their mean, from the least to the greatest of them.
  case extremes
  /// Their mean, a standard deviation to both sides.
  case deviation

  /// The words in a chart's title; nil for what is usual.
  var name: String? {
    switch self {
    case .apart: nil
    case .extremes: "seeds: mean, least to greatest"
    case .deviation: "seeds: mean ± deviation"
    }
  }
}

/// How charts are drawn.
struct ChartSettings {
  var axis = ChartAxis.step
  var isXLogarithmic = false
  var isYLogarithmic = false
  var seeds = SeedView.apart
  /// The weight of what was in a moving average, by its place in `smoothings`.
  private var smoothingPlace = 0

  private static let smoothings = [0, 0.6, 0.8, 0.9, 0.95, 0.99]

  /// The weight of what was in a moving average; none where it is zero.
  var smoothing: Double { Self.smoothings[smoothingPlace] }

  /// Smooths so many grades more, or less.
  mutating func smooth(by grades: Int) {
    smoothingPlace = min(max(smoothingPlace + grades, 0), Self.smoothings.count - 1)
  }

  /// Goes on to the next axis.
  mutating func nextAxis() {
    let place = ChartAxis.cycle.firstIndex(of: axis).map { $0 + 1 } ?? 0
    axis = ChartAxis.cycle[place % ChartAxis.cycle.count]
  }

  /// Goes on to the next way of drawing seeds.
  mutating func nextSeedView() {
    let all = SeedView.allCases
    seeds = all[((all.firstIndex(of: seeds) ?? 0) + 1) % all.count]
  }
}
