/// How fast work goes, and how long the rest of it will take at that rate: steps, images, or shares of a
/// whole.
public struct WorkRate: Equatable, Sendable {
  /// So much is done at a time.
  private struct Mark: Equatable {
    let done: Double
    let seconds: Double
  }

  private var marks: [Mark]
  private let window: Double
  /// Seconds between the marks of a window, so that there are few.
  private let leastDistance: Double

  /// A rate that is yet to be found, from work that is noted as it is done.
  ///
  /// - Parameters:
  ///   - window: seconds that the rate is taken over, up to the last note; all of them unless given.
  public init(over window: Double = .infinity) {
    marks = []
    self.window = window
    leastDistance = window.isFinite ? window / 50 : 0
  }

  /// The rate of `done` in `seconds`.
  public init(_ done: Double, in seconds: Double) {
    self.init()
    note(0, at: 0)
    note(done, at: seconds)
  }

  /// Notes that so much is done in all at a time, in seconds, which is not before the last.
  public mutating func note(_ done: Double, at seconds: Double) {
    if marks.count > 1, window == .infinity { marks.removeLast() }
    if let last = marks.last, seconds - last.seconds < leastDistance { return }
    marks.append(Mark(done: done, seconds: seconds))
    if let first = marks.first, seconds - first.seconds > window { marks.removeFirst() }
  }

  /// Units of work per second; nil until enough was seen.
  public var perSecond: Double? {
    guard let first = marks.first, let last = marks.last, last.seconds > first.seconds else {
      return nil
    }
    return (last.done - first.done) / (last.seconds - first.seconds)
  }

  /// Seconds that `amount` more takes; nil while the rate is unknown or zero.
  public func seconds(for amount: Double) -> Double? {
    perSecond.flatMap { $0 > 0 ? amount / $0 : nil }
  }
}
