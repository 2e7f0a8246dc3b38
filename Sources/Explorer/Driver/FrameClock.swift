/// Time as what moves by itself sees it: in frames, thirty a second.
struct FrameClock: Equatable, Sendable {
  /// Frames a second.
  static let rate = 30.0

  /// Frames that have passed since the start.
  private(set) var passed = 0
  /// Those of them that nobody was told of.
  private var untold = 0

  /// Seconds of so many frames.
  static func seconds(_ frames: Int) -> Double { Double(frames) / rate }

  /// Lets a frame pass.
  ///
  /// - Parameter interval: seconds between pictures of what moves; nil where nothing does.
  /// - Returns: the seconds by which to let it move now; nil for not yet.
  mutating func pass(interval: Double?) -> Double? {
    passed += 1
    guard let interval else {
      untold = 0
      return nil
    }
    untold += 1
    guard untold >= Self.frames(in: interval) else { return nil }
    defer { untold = 0 }
    return Self.seconds(untold)
  }

  /// Lets frames pass in which nothing moves.
  mutating func skip(_ frames: Int) { passed += frames }

  /// Seconds until something moves, by this clock.
  func secondsLeft(interval: Double) -> Double {
    Self.seconds(max(Self.frames(in: interval) - untold, 0))
  }

  private static func frames(in interval: Double) -> Int {
    max(Int((interval * rate).rounded()), 1)
  }
}
