/// The mean of independent numbers, and how sure it is.
public struct SampleMean: Codable, Equatable, Sendable {
  /// The sum of the numbers over their count.
  public let mean: Double
  /// s / √n, with n - 1 in s²; zero for a single number.
  public let standardError: Double
  /// How many numbers there are.
  public let count: Int

  /// The mean of at least one number.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty, "a mean of nothing")
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardError = values.count > 1 ? (squares / (count - 1) / count).squareRoot() : 0
    self.count = values.count
  }

  /// Half the width of the normal 95 % interval around `mean`.
  public var halfWidth95: Double { 1.959964 * standardError }
}
