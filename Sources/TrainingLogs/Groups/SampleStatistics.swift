/// The mean of some numbers and how far they lie apart.
public struct SampleStatistics: Equatable, Sendable {
  /// How many numbers there are.
  public let count: Int
  /// Their mean.
  public let mean: Double
  /// The square root of the mean squared distance from the mean, by one less than their count; nil of a single one.
  public let deviation: Double?
  /// The least of them.
  public let least: Double
  /// The greatest of them.
  public let greatest: Double

  /// Summarizes numbers; nil where there are none.
  public init?(_ values: [Double]) {
    guard let least = values.min(), let greatest = values.max() else { return nil }
    (count, self.least, self.greatest) = (values.count, least, greatest)
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
  }
}
