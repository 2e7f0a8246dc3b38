internal import Autoencoders
internal import FileFormats

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
  init(_ task: SweepTask, in folder: SweepFolder) {
    let path = folder.runPath(task)
    run = (try? RunFolder.open(path)).map { ($0, $0.state()) }
    let outcome = folder.outcome(of: task)
    self.task = task
    if run != nil, outcome?.word == .done {
      (state, holder, message) = (.done, nil, nil)
    } else if let holder = FolderLock.holder(of: path) {
      (state, self.holder, message) = (.running, holder, nil)
    } else if outcome?.word == .failed {
      (state, holder, message) = (.failed, nil, outcome?.message)
    } else {
      (state, holder, message) = (run == nil ? .missing : .interrupted, nil, nil)
    }
  }
}

extension SweepFolder {
  /// Where all tasks stand.
  var standings: [TaskStanding] { plan.tasks.map { TaskStanding($0, in: self) } }

  /// Whether a task was trained to its end, and its run is there.
  func isDone(_ task: SweepTask) -> Bool {
    outcome(of: task)?.word == .done && RunFolder.isRun(runPath(task))
  }

  /// The tasks that are not done.
  var openTasks: [SweepTask] { plan.tasks.filter { !isDone($0) } }
}
