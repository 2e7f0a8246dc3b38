internal import Explorer
internal import ProgramOptions

/// A line on a terminal that says how far long work is and how long it will still take.
struct ProgressLine {
  private let task: String
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isShown = false

  init(_ task: String) {
    self.task = task
    start = clock.now
    next = start + .seconds(1)
  }

  /// - Parameter fraction: how much is done, from 0 to 1.
  mutating func update(_ fraction: Double) {
    guard StandardStream.error.isTerminal, clock.now >= next, fraction > 0 else { return }
    let elapsed = (clock.now - start) / .seconds(1)
    let left = clockText(elapsed / fraction - elapsed)
    printError("\r\u{1b}[K\(task): \(Int(fraction * 100)) %, about \(left) left")
    isShown = true
    next = clock.now + .milliseconds(500)
  }

  func clear() { if isShown { printError("\r\u{1b}[K") } }
}
