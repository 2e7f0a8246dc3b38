/// When to try again what failed: after a second, then after pauses twice as long each, up to a minute.
struct RetryPauses {
  private static let longest = 60.0

  private var pause = 0.0
  private var end = -Double.infinity

  /// Whether it may be tried now.
  func areOver(at seconds: Double) -> Bool { seconds >= end }

  /// Whether the last try failed.
  var hasFailed: Bool { pause > 0 }

  /// A try has failed.
  mutating func fail(at seconds: Double) {
    pause = pause == 0 ? 1 : min(2 * pause, Self.longest)
    end = seconds + pause
  }

  /// A try has succeeded.
  mutating func succeed() { self = RetryPauses() }
}
