/// Which of the explorer's runs is meant.
public struct RunID: Hashable, Comparable, Sendable {
  /// The run's place in the order in which runs were opened, from zero.
  public let number: Int

  /// The run that was opened as the `number`th, from zero.
  public init(number: Int) { self.number = number }

  /// The run that the explorer was started with.
  public static let first = RunID(number: 0)

  /// Whether `a` was opened before `b`.
  public static func < (a: RunID, b: RunID) -> Bool { a.number < b.number }
}
