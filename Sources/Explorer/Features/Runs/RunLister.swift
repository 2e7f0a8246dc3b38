internal import Synchronization

/// Looks for runs on a thread beside the screen: to read thousands of them takes longer than a frame.
final class RunLister: Sendable {
  private struct Box {
    /// How often what there is was changed.
    var changes = 0
    var isLooking = false
    var outcome: Result<RunList, any Error>?
    /// When a list that is on screen is due to be looked for anew.
    var due = ContinuousClock.now
  }

  private let box = Mutex(Box())
  private let library: any RunLibrary
  private let whenNews: @Sendable () -> Void

  /// A list on screen is at least this old before it is looked for anew, and looking takes a tenth of the time at most.
  private static let (leastAge, share) = (Duration.seconds(2), 10)

  /// - Parameter whenNews: called on the thread of the work after each look.
  init(_ library: any RunLibrary, whenNews: @escaping @Sendable () -> Void) {
    (self.library, self.whenNews) = (library, whenNews)
  }

  /// Asks for what there is, unless a look is under way.
  ///
  /// - Parameter isChanged: whether what there is was changed: a look that is under way does not count then.
  func look(isChanged: Bool = false) {
    let isFirst = box.withLock { box in
      if isChanged { box.changes += 1 }
      defer { box.isLooking = true }
      return !box.isLooking
    }
    if isFirst { startThreadBehindScreen(named: "runs") { self.work() } }
  }

  /// What was found, or why nothing was, since the last call.
  func takeOutcome() -> Result<RunList, any Error>? {
    box.withLock { box in
      defer { box.outcome = nil }
      return box.outcome
    }
  }

  /// Whether a look is under way, or its outcome not taken yet.
  var isBusy: Bool { box.withLock { $0.isLooking || $0.outcome != nil } }

  /// When a list that is on screen is due to be looked for anew; nil while that is being done.
  var due: ContinuousClock.Instant? { box.withLock { $0.isLooking ? nil : $0.due } }

  private func work() {
    let clock = ContinuousClock()
    var isCurrent = false
    while !isCurrent {
      let (changes, start) = (box.withLock(\.changes), clock.now)
      let outcome = Result { try library.runs() }
      let end = clock.now
      isCurrent = box.withLock { box in
        guard box.changes == changes else { return false }
        box.due = end + max(Self.leastAge, (end - start) * Self.share)
        (box.outcome, box.isLooking) = (outcome, false)
        return true
      }
    }
    whenNews()
  }
}
