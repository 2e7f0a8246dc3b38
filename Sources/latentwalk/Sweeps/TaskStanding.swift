internal import Autoencoders
internal import FileFormats
internal import Foundation

/// Where a task stands.
struct TaskStanding {
  enum State: String, CaseIterable {
    /// Trained to its end.
    case done
    /// Trained by a process now.
    case running
    /// Ended by an error; it is tried again.
    case failed
    /// Begun, and trained by nobody now; it goes on from its last checkpoint.
    case interrupted
    /// Not begun.
    case missing
  }

  let task: SweepTask
  let state: State
  /// Its run, as its files tell of it; nil where it was not begun.
  let run: (folder: RunFolder, state: RunState)?
  /// Who trains it; nil where nobody does.
  let holder: FolderLock.Holder?
  /// Why it failed; nil where it did not.
  let message: String?

  /// Epochs completed; nil where it was not begun.
  var epoch: Double? { run?.state.epoch }

  /// Looks where a task of a folder stands.
  ///
  /// - Parameters:
  ///   - isBegun: whether there is a folder for its run.
  ///   - hasOutcome: whether there is a file of what came of it.
  fileprivate init(
    _ task: SweepTask, in folder: SweepFolder, isBegun: Bool, hasOutcome: Bool
  ) {
    let path = isBegun ? folder.runPath(task) : nil
    run = path.flatMap { try? RunFolder.open($0) }.map { ($0, $0.state()) }
    let outcome = hasOutcome ? folder.outcome(of: task) : nil
    self.task = task
    if run != nil, outcome?.word == .done {
      (state, holder, message) = (.done, nil, nil)
    } else if let holder = path.flatMap(FolderLock.holder) {
      (state, self.holder, message) = (.running, holder, nil)
    } else if outcome?.word == .failed {
      (state, holder, message) = (.failed, nil, outcome?.message)
    } else {
      (state, holder, message) = (run == nil ? .missing : .interrupted, nil, nil)
    }
  }
}

extension SweepFolder {
  /// Where all tasks stand. Of those that nobody began, which may be most, nothing is looked for but their names.
  var standings: [TaskStanding] {
    let (begun, ended) = (names(in: runsPath), names(in: outcomesPath))
    return plan.tasks.map { task in
      let name = task.name
      // What was listed first may be older.
      let hasOutcome = ended?.contains("\(name).json") ?? true
      return TaskStanding(
        task, in: self, isBegun: hasOutcome || begun?.contains(name) ?? true,
        hasOutcome: hasOutcome)
    }
  }

  /// The names in a folder; nil where it cannot be listed, though what is in it may be read.
  private func names(in folder: String) -> Set<String>? {
    guard exists(folder) else { return [] }
    return (try? FileManager.default.contentsOfDirectory(atPath: folder)).map(Set.init)
  }

  /// Whether a task was trained to its end, and its run is there.
  func isDone(_ task: SweepTask) -> Bool {
    outcome(of: task)?.word == .done && RunFolder.isRun(runPath(task))
  }

  /// The tasks that are not done.
  var openTasks: [SweepTask] { plan.tasks.filter { !isDone($0) } }
}
