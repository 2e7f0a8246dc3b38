/// When work beside the screen is to be done: at once where a person asks for other work than before, and for
/// newer codes of a run in training so seldom that it costs little.
struct Renewal<Request: Equatable & Sendable>: Equatable, Sendable {
  /// What was asked for last.
  private(set) var asked: Request?
  /// What was put off.
  private var deferred: Request?
  /// Seconds of training when work was last asked for.
  private var askedAt = 0.0
  /// Seconds that it took.
  private var cost = 0.0

  init() {}

  /// Work may take this part of the time of training.
  private static var share: Double { 0.01 }

  /// What there is to be done for a request.
  ///
  /// - Parameters:
  ///   - request: the work as things stand; nil for none.
  ///   - moment: when that is.
  mutating func asks(for request: Request?, at moment: RunMoment) -> Bool {
    guard let request else {
      asked = nil
      return false
    }
    guard asked != request else { return false }
    let isPressing = !moment.isNews && !(moment.isTraining && request == deferred)
    guard asked == nil || isPressing || moment.seconds - askedAt >= cost / Self.share else {
      deferred = request
      return false
    }
    (asked, deferred) = (request, nil)
    askedAt = moment.seconds
    return true
  }

  /// Notes how long the work took.
  mutating func note(seconds: Double) { cost = seconds }
}

/// A moment in the training of a run.
struct RunMoment {
  /// What is new came of training, not of a person.
  let isNews: Bool
  /// Newer codes keep coming.
  let isTraining: Bool
  /// Seconds of training.
  let seconds: Double
}
