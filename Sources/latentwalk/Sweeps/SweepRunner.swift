internal import Autoencoders
internal import CursesTerminal
internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// Trains tasks of a sweep one after another. Several may work on one sweep: what another trains is left to it.
struct SweepRunner {
  /// What came of a try at a task.
  private enum Attempt {
    case done
    case failed
    /// Another process trains it.
    case elsewhere(process: Int?, host: String?)
    /// A signal stopped it, and it was saved.
    case stopped
  }

  let folder: SweepFolder
  let threads: Int
  /// How to tell of it.
  let reporter: SweepReporter

  /// Trains those of some tasks that are not done, whatever becomes of the others.
  ///
  /// - Returns: the signal that ended it before all were tried; nil where none did.
  func run(_ tasks: [SweepTask]) -> Int32? {
    TerminationSignals.watch()
    for task in tasks where !folder.isDone(task) {
      if let signal = TerminationSignals.next() { return signal }
      reporter.begin(task)
      var signal: Int32?
      switch attempt(task, &signal) {
      case .done: reporter.finish(task)
      case .failed: break
      case .elsewhere(let process, let host): reporter.leave(task, to: process, on: host)
      case .stopped: reporter.stop(task)
      }
      if let signal { return signal }
    }
    return nil
  }

  private func attempt(_ task: SweepTask, _ signal: inout Int32?) -> Attempt {
    folder.forgetOutcome(of: task)
    do {
      let trained = try train(task)
      signal = trained.signal
      if case .rescued(let copy, _) = trained.storage { throw SweepError.rescued(path: copy.path) }
      guard trained.ending.isFinal else { return .stopped }
      return keep(.done(now), of: task)
    } catch RunFolderError.inUse(_, let process, let host) {
      return .elsewhere(process: process, host: host)
    } catch RunFolderError.holdsRunInUse(_, let process, let host) {
      return .elsewhere(process: process, host: host)
    } catch RunError.alreadyFinished, RunError.stoppedEarly {
      // It was killed between its end and the note of it.
      return keep(.done(now), of: task)
    } catch {
      let reason = message(for: error)
      reporter.fail(task, because: reason)
      return keep(.failed(reason, now), of: task)
    }
  }

  private func train(_ task: SweepTask) throws -> PlainlyTrained {
    let path = folder.runPath(task)
    do {
      return try trainInLines(TrainingJob(task, at: path, threads: threads))
    } catch RunFolderError.holdsRun(path) {
      // Another process began it meanwhile, and trains it no more.
      return try trainInLines(TrainingJob(task, at: path, threads: threads))
    }
  }

  private func keep(_ outcome: TaskOutcome, of task: SweepTask) -> Attempt {
    do { try folder.keep(outcome, of: task) } catch {
      // Of a task that is done the run tells it too.
      printErrorLine(message(for: error))
    }
    return outcome.word == .done ? .done : .failed
  }

  private var now: Double { Date().timeIntervalSince1970 }
}

extension TrainingJob {
  /// What a task asks for, checked by the options' own rules; none of what a person's file sets counts.
  init(_ task: SweepTask) throws {
    let arguments = try Arguments(task.words, for: trainCommand)
    try self.init(arguments)
    try arguments.refuseUnread(because: ProgramOptions.Command.uselessness)
  }

  /// The same as a run in `path`, which goes on where there is one.
  init(_ task: SweepTask, at path: String, threads: Int) throws {
    try self.init(task)
    (out, self.threads) = (path, threads)
    guard RunFolder.isRun(path) else { return }
    let configuration = try RunFolder.open(path).configuration
    isResumed = true
    preset = Preset(
      name: configuration.preset, summary: "", source: "", notes: [], model: configuration.model,
      training: configuration.training)
  }
}
