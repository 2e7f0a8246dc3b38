internal import Foundation
public import Synchronization

/// The switch by which other threads pause or end a training run, and their wishes for its course; it reads them once a
/// step, without a lock, and while it pauses it does not wake for nothing.
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
  /// What was asked for and not done yet.
  private let wishes = Mutex(Wishes())
  /// Whether there may be interventions among them.
  private let hasWishes = Atomic(false)

  private struct Wishes {
    var interventions: [Intervention] = []
    var steps = 0
  }

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

  /// Asks for another course from the next step on.
  public func request(_ intervention: Intervention) {
    wish { $0.interventions.append(intervention) }
  }

  /// Asks a run that is paused for one step.
  public func requestStep() { wish { $0.steps += 1 } }

  private func wish(_ add: @Sendable (inout Wishes) -> Void) {
    wishes.withLock { add(&$0) }
    hasWishes.store(true, ordering: .releasing)
    isMoved.withLock { isMoved.broadcast() }
  }

  /// What was asked for since the last time, in that order.
  func takeInterventions() -> [Intervention] {
    guard hasWishes.exchange(false, ordering: .acquiringAndReleasing) else { return [] }
    return wishes.withLock { wishes in
      defer { wishes.interventions = [] }
      return wishes.interventions
    }
  }

  /// Whether a step was asked for, which is then taken.
  func takeStep() -> Bool {
    wishes.withLock { wishes in
      guard wishes.steps > 0 else { return false }
      wishes.steps -= 1
      return true
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

  /// Returns once the switch does not ask to pause, or something was asked for.
  func waitWhilePaused() {
    isMoved.withLock {
      while current == .pause, wishes.withLock({ $0.interventions.isEmpty && $0.steps == 0 }) {
        isMoved.wait()
      }
    }
  }
}
