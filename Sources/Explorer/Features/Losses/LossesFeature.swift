/// How the losses of a run are charted.
public struct LossesFeature: Equatable, Sendable {
  /// The share of each smoothed value that is kept in the next.
  public private(set) var smoothing = 0.9
  /// Whether the axis of losses is logarithmic.
  public private(set) var isLogarithmic = false
  /// Whether that axis holds every raw value.
  public private(set) var showsOutliers = false
  /// Whether the last quarter of the run is shown alone.
  public private(set) var showsRecent = false
  /// Whether runs that were trained before are drawn behind the run's own losses.
  public private(set) var showsEarlierRuns = true
  /// What the charts show.
  public private(set) var shape = LossesShape.parts
  /// The epoch the crosshair stands at.
  public private(set) var crosshair: Double?

  init() {}

  private static let smoothings = [0, 0.5, 0.8, 0.9, 0.95, 0.98]

  /// Does what a command asks for.
  mutating func update(_ command: LossesCommand, history: LossHistory) -> [Effect] {
    switch command {
    case .moveCrosshair(let cells): moveCrosshair(by: cells, in: shownEpochs(of: history))
    case .toggleLogarithmic: isLogarithmic.toggle()
    case .lessSmoothing: smoothing = Self.smoothings.last { $0 < smoothing } ?? 0
    case .moreSmoothing: smoothing = Self.smoothings.first { $0 > smoothing } ?? smoothing
    case .toggleOutliers: showsOutliers.toggle()
    case .toggleRecent: showsRecent.toggle()
    case .toggleEarlierRuns: showsEarlierRuns.toggle()
    case .nextShape:
      shape = shape.next(hasLatents: history.test.contains { !$0.klPerDimension.isEmpty })
    }
    return []
  }

  private mutating func moveCrosshair(by cells: Int, in range: ClosedRange<Double>) {
    let step = (range.upperBound - range.lowerBound) / 50
    let from = shownCrosshair(in: range) ?? range.upperBound
    crosshair = min(max(from + Double(cells) * step, range.lowerBound), range.upperBound)
  }

  /// Where the crosshair is drawn, which is always among the epochs shown.
  func shownCrosshair(in range: ClosedRange<Double>) -> Double? {
    crosshair.map { min(max($0, range.lowerBound), range.upperBound) }
  }

  /// Takes the crosshair away.
  mutating func dropCrosshair() { crosshair = nil }

  /// The epochs that the charts show.
  func shownEpochs(of history: LossHistory) -> ClosedRange<Double> {
    let last = max(history.train.last?.epoch ?? 0, history.test.last?.epoch ?? 0)
    let end = last > 0 ? last : 1
    return (showsRecent ? end * 0.75 : 0)...end
  }
}
