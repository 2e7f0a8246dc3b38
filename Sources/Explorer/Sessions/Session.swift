public import Autoencoders
internal import Synchronization

/// Work on a thread of its own that publishes snapshots; the latest wins, and neither side waits for
/// the other.
public final class Session: Sendable {
  private struct Box {
    var snapshot: SessionSnapshot?
    var version = 0
    var error: (any Error)?
    var isEnded = false
    var whenNews: @Sendable () -> Void = {}
  }

  /// Requests to the work.
  public let control = TrainingControl()
  private let box = Mutex(Box())

  /// A session whose work is yet to start.
  public init() {}

  /// A session that is over, with what came of it.
  public convenience init(ended snapshot: SessionSnapshot) {
    self.init()
    publish(snapshot)
    box.withLock { $0.isEnded = true }
  }

  /// Called on the session's thread after each snapshot and after the end of the work, so that nobody
  /// has to look for them again and again. To be set before `start`.
  public var whenNews: @Sendable () -> Void {
    get { box.withLock(\.whenNews) }
    set { box.withLock { $0.whenNews = newValue } }
  }

  /// Runs `work` on a thread of its own.
  public func start(_ work: @escaping @Sendable (Session) throws -> Void) {
    startThreadBehindScreen(named: "session") {
      var failure: (any Error)?
      do { try work(self) } catch { failure = error }
      let whenNews = self.box.withLock {
        $0.error = failure
        $0.isEnded = true
        return $0.whenNews
      }
      whenNews()
    }
  }

  /// Shows `snapshot` to whoever takes the next one.
  public func publish(_ snapshot: SessionSnapshot) {
    let whenNews = box.withLock {
      $0.snapshot = snapshot
      $0.version += 1
      return $0.whenNews
    }
    whenNews()
  }

  /// The number of the latest snapshot, zero before the first.
  public var version: Int { box.withLock { $0.version } }

  /// The latest snapshot, when it is newer than `version`, which it sets. Where training was asked to
  /// pause, it says so, although the work may not have come to it yet.
  public func take(after version: inout Int) -> SessionSnapshot? {
    let latest = box.withLock { ($0.snapshot, $0.version) }
    guard latest.1 != version, var snapshot = latest.0 else { return nil }
    version = latest.1
    if snapshot.phase == .training, control.current == .pause { snapshot.phase = .paused }
    return snapshot
  }

  /// Whether the work is over.
  public var isEnded: Bool { box.withLock { $0.isEnded } }

  /// The error that the work threw; nil while it runs, and when it went well.
  public var error: (any Error)? { box.withLock { $0.error } }
}
