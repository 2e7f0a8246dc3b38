internal import Autoencoders
internal import ProgramOptions
internal import TerminalUI

/// A line on standard error that says how far slow work is and how long it will take; it is overwritten,
/// and written only after two seconds and where standard error is a terminal.
final class ProgressLine {
  private let task: String
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var rate = WorkRate()
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// - Parameter task: what is done, as in "t-SNE".
  init(_ task: String) {
    self.task = task
    start = clock.now
    next = start + .seconds(2)
    rate.note(0, at: 0)
  }

  /// - Parameter fraction: how much is done, from 0 to 1.
  func update(_ fraction: Double) {
    guard StandardStream.error.isTerminal, fraction > 0, clock.now >= next else { return }
    rate.note(fraction, at: (clock.now - start) / .seconds(1))
    let left = rate.seconds(for: 1 - fraction).map { ", about \(clockText($0)) left" } ?? ""
    overwriteErrorLine("\(task): \(Int(fraction * 100)) %\(left)")
    isShown = true
    next = clock.now + .milliseconds(500)
  }

  func update(_ done: Int, of total: Int) { update(Double(done) / Double(total)) }

  func clear() {
    if isShown { overwriteErrorLine() }
    isShown = false
  }
}

/// Does slow work under a progress line, which goes when the work is done.
func withProgress<Result>(
  _ task: String, _ work: ((Double) -> Void) throws -> Result
) rethrows -> Result {
  let line = ProgressLine(task)
  defer { line.clear() }
  return try work(line.update)
}
