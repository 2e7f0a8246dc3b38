/// A value of a loss and where in training it stands: in steps or epochs.
public struct CoursePoint: Equatable, Sendable {
  /// Steps or epochs.
  public let position: Double
  /// The loss.
  public let value: Double

  /// A loss at a place of training.
  public init(position: Double, value: Double) { (self.position, self.value) = (position, value) }
}
