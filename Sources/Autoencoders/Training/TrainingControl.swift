internal import Foundation
public import Synchronization

/// The switch by which other threads pause or end a training run; it reads it once a step, without a
/// lock, and while it pauses it does not wake at all.
public final class TrainingControl: Sendable {
  /// A position of the switch.
  public enum Command: UInt8, AtomicRepresentable, Sendable {
    /// Train, or go on training.
    case run
    /// Wait between steps.
    case pause
    /// End after the step with a checkpoint.
    case stop
    /// End after the step without a checkpoint.
    case abort

    var isToGoOn: Bool { self == .run || self == .pause }
  }

  private let command = Atomic(Command.run)
  /// Held while the switch is moved.
  private let isMoved = NSCondition()

  /// A control that lets the run go on.
  public init() {}

  /// The switch as it stands now.
  public var current: Command { command.load(ordering: .acquiring) }

  /// Asks for `next`; once a run was asked to stop or abort it can only be asked to abort.
  public func request(_ next: Command) {
    isMoved.withLock {
      let now = current
      if now == .abort || (now == .stop && next != .abort) { return }
      command.store(next, ordering: .releasing)
      isMoved.broadcast()
    }
  }

  /// Waits so many seconds for work that is done again and again; false, at once, when the switch asks to end it.
  public func goesOn(after seconds: Double) -> Bool {
    isMoved.withLock {
      let end = Date(timeIntervalSinceNow: seconds)
      while current.isToGoOn, isMoved.wait(until: end) {}
      return current.isToGoOn
    }
  }

  /// Returns once the switch does not ask to pause.
  func waitWhilePaused() {
    isMoved.withLock {
      while current == .pause { isMoved.wait() }
    }
  }
}
