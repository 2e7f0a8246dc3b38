public import Synchronization

/// The switch by which other threads pause or end a training run; it reads it once a step, without a lock.
public final class TrainingControl: Sendable {
  public enum Command: UInt8, AtomicRepresentable, Sendable {
    case run, pause, stop, abort
  }

  private let command = Atomic(Command.run)

  public init() {}

  public var current: Command { command.load(ordering: .acquiring) }

  /// Asks for `next`; once a run was asked to stop or abort it can only be asked to abort.
  public func request(_ next: Command) {
    let now = current
    if now == .abort || (now == .stop && next != .abort) { return }
    command.store(next, ordering: .releasing)
  }
}
