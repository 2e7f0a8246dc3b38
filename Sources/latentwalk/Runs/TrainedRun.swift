internal import Autoencoders
internal import Explorer
internal import Pictures
internal import ProgramOptions
internal import Synchronization

/// A run that is trained behind the screen, and what is to be told of it when the screen is closed.
final class TrainedRun: Sendable {
  private struct Outcome {
    var path: String?
    var isFinal = false
    /// What is to be said of its data and its files, a line each.
    var notices: [String] = []
    var isRescued = false
    var failure: (any Error)?
  }

  /// The session it is shown by.
  let session: Session

  private let outcome = Mutex(Outcome())

  /// Bytes of memory that its past may take.
  private let historyMemory: Int

  init(_ session: Session, historyMemory: Int) {
    (self.session, self.historyMemory) = (session, historyMemory)
  }

  /// Trains, until it is over or `session` is asked to end it.
  func work(_ job: TrainingJob, _ session: Session) throws {
    do { try train(job, session) } catch {
      outcome.withLock { $0.failure = error }
      throw error
    }
  }

  private func train(_ job: TrainingJob, _ session: Session) throws {
    var screen: SessionObserver?
    let prepared = try job.prepare { summary, log, configuration in
      let observer = SessionObserver(session, summary: summary, historyMemory: historyMemory)
      observer.restore(log, of: configuration)
      let folder = try? RunFolder.open(summary.path ?? "")
      observer.restore(folder?.keptPlaces)
      if let folder {
        observer.restore(folder.history(within: historyMemory).history)
        observer.restore(folder.earlierRuns())
      }
      screen = observer
      return [observer]
    }
    CrashRecord(folder: prepared.folder.path).prepare(for: prepared.folder.path)
    outcome.withLock {
      $0 = Outcome(
        path: prepared.folder.path,
        notices: warnings(about: prepared.dataset, asked: prepared.classes)
          + prepared.notices.map(\.message))
    }
    prepared.saver.tell = { [weak screen] event in
      let notice = RunNotice(event, path: prepared.folder.path)
      self.outcome.withLock { $0.notices.append(notice.message) }
      screen?.warn(notice.lineOnScreen)
    }
    let (kept, failure) = try prepared.train(session.control)
    let storage = kept.storage
    if storage.isRescued { screen?.warn("saved in \(printable(storage.folder.path)) instead") }
    outcome.withLock {
      $0.isFinal = kept.ending.isFinal
      $0.path = storage.folder.path
      $0.isRescued = storage.isRescued
      $0.notices += kept.notices.map(\.message)
    }
    if let failure { throw failure }
    if let error = prepared.pictureFailure { throw error }
  }

  /// Whether the run's own folder could not be written at its end.
  var isRescued: Bool { outcome.withLock(\.isRescued) }

  /// Tells what went wrong, where the run is, and how to go on with it.
  ///
  /// - Parameter tellsFailure: an error is told here, for nobody else tells it.
  func report(tellsFailure: Bool) {
    let outcome = outcome.withLock { $0 }
    for notice in outcome.notices { printErrorLine(notice) }
    // Of a run that did not begin, the list of runs has told it.
    if tellsFailure, outcome.path != nil, let failure = outcome.failure {
      printErrorLine(message(for: failure))
    }
    guard let path = outcome.path else { return }
    // A run that diverged was told how it can go on, if it can.
    var isDiverged = false
    if case RunError.diverged? = outcome.failure { isDiverged = true }
    let history = (try? RunFolder.open(path))?.historySize.line
    let lines = Advice.lines(for: path, isFinal: outcome.isFinal || isDiverged)
    for line in [history].compactMap(\.self) + lines { printOut("\(line)\n") }
  }
}
