internal import Autoencoders
internal import FileFormats

extension SweepError: Explainable {
  /// Why a plan cannot be read, where it is said beside which one.
  static func reason(for error: any Error) -> String {
    switch error {
    case SweepError.plan(_, let error): error.message
    case SweepError.emptyPlan: emptiness
    case let error as FileError: error.shortMessage
    default: latentwalk.message(for: error)
    }
  }

  private static let emptiness = "has no parts, and so no tasks; give one in \"parts\""

  var message: String {
    switch self {
    case .noPlan(let path):
      "\(path) holds no plan; make one with: latentwalk sweep new, or give its folder"
    case .plan(let path, let error): "\(path): \(error.message)"
    case .emptyPlan(let path): "\(path) \(Self.emptiness)"
    case .otherPlan(let path, let tasks, let asked, let missing):
      "\(path) holds a plan of \(counted(tasks, "task")) already, which has \(asked - missing) of these "
        + "\(asked); add the other \(missing) with --extend, or give another folder"
    case .holdsPlan(let path): "\(path) holds a plan already; give another folder"
    case .tooManyTasks(let limit): "a plan of more than \(limit) tasks; give fewer values"
    case .noTask(let number, let tasks):
      "there is no task \(number); the plan has \(counted(tasks, "task"))"
    case .nothingLeft(let path): "every task of \(path) is done; there is nothing to write"
    case .noResults(let path):
      "no task of \(path) is done; train them with: \(Advice.runSweep(path).text)"
    case .rescued(let path):
      "its folder could not be written, and it was saved in \(path) instead; put it there, or train it anew"
    case .notRequeued(let job, let status):
      "scontrol requeue \(job) ended with status \(status); the task is saved, submit it again"
    }
  }
}
