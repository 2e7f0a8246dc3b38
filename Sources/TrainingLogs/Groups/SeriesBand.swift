/// The values of several series at the same steps as one band.
public struct SeriesBand: Equatable, Sendable {
  /// The series at one step.
  public struct Place: Equatable, Sendable {
    /// The step.
    public let step: Int64
    /// What the series say there: those of them that reach it.
    public let values: SampleStatistics
  }

  /// The places of the band, in order of their steps.
  public let places: [Place]

  /// Lays series over each other at the steps of all of them, each finite one; between two of its own steps a series
  /// is a straight line, and beyond them it says nothing.
  ///
  /// - Parameter series: the points of each.
  public init(_ series: [[LogPoint]]) {
    let lines = series.map(Self.line)
    let steps = Set(lines.joined().map(\.step)).sorted()
    var cursors = [Int](repeating: 0, count: lines.count)
    places = steps.compactMap { step in
      let values = lines.indices.compactMap { place -> Double? in
        Self.value(of: lines[place], at: step, &cursors[place])
      }
      return SampleStatistics(values).map { Place(step: step, values: $0) }
    }
  }

  /// The finite points in the order of their steps; of several at one step the last.
  private static func line(_ points: [LogPoint]) -> [LogPoint] {
    var values: [Int64: LogPoint] = [:]
    for point in points where point.value.isFinite { values[point.step] = point }
    return values.values.sorted { $0.step < $1.step }
  }

  /// The value of a line at a step, the next one asked for being no less.
  private static func value(of line: [LogPoint], at step: Int64, _ cursor: inout Int) -> Double? {
    while cursor + 1 < line.count, line[cursor + 1].step <= step { cursor += 1 }
    guard cursor < line.count, line[cursor].step <= step else { return nil }
    let left = line[cursor]
    if left.step == step { return left.value }
    guard cursor + 1 < line.count else { return nil }
    let right = line[cursor + 1]
    let share = Double(step - left.step) / Double(right.step - left.step)
    return left.value + (right.value - left.value) * share
  }
}
