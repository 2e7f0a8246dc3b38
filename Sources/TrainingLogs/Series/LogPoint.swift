/// One value of a metric, as a log has it.
public struct LogPoint: Equatable, Sendable {
  /// The training step, or what stands for it in the log.
  public var step: Int64
  /// Seconds since 1970 when it was logged; NaN where the log does not tell.
  public var time: Double
  /// The value, which may be infinite or none.
  public var value: Double

  /// A value at a step.
  public init(step: Int64, time: Double = .nan, value: Double) {
    (self.step, self.time, self.value) = (step, time, value)
  }
}
