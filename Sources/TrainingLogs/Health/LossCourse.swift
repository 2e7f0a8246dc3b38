/// How a training loss goes: whether it has come away from its least, or goes nowhere.
public struct LossCourse: Equatable, Sendable {
  /// The newest value, smoothed.
  public let last: CoursePoint
  /// The least of the smoothed values.
  public let least: CoursePoint
  /// It is far above its least.
  public let isDiverging: Bool
  /// It has not fallen for half of all there is.
  public let isFlat: Bool

  /// A training loss that is higher than its least by this share of it has come away from it.
  private static let greatestRise = 0.25
  /// So few means of steps say nothing.
  private static let fewPoints = 5
  /// So many are needed to speak of a plateau, and a fall by less than this share of the value is none.
  private static let (plateauPoints, leastFall) = (32, 0.001)

  /// Judges a course; nil where there is too little of it.
  ///
  /// - Parameter train: losses that were trained on, in order.
  public init?(train: [CoursePoint]) {
    let means = smoothed(train.map(\.value), weight: 0.5)
    guard means.count >= Self.fewPoints, let place = means.indices.last,
      let lowest = means.indices.min(by: { means[$0] < means[$1] })
    else { return nil }
    last = CoursePoint(position: train[place].position, value: means[place])
    least = CoursePoint(position: train[lowest].position, value: means[lowest])
    let rise = means[place] - means[lowest]
    isDiverging = !(rise <= Self.greatestRise * abs(means[lowest]))
    isFlat = !isDiverging && Self.isFlat(means)
  }

  private static func isFlat(_ means: [Double]) -> Bool {
    guard means.count >= plateauPoints else { return false }
    let half = means.count / 2
    guard let before = means[..<half].min(), let since = means[half...].min() else { return false }
    return before - since < leastFall * abs(before)
  }
}
