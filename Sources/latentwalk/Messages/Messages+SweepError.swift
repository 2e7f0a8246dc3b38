internal import Autoencoders

extension SweepError: Explainable {
  var message: String {
    switch self {
    case .noPlan(let path):
      "\(path) holds no plan; make one with: latentwalk sweep new, or give its folder"
    case .plan(let path, let error): "\(path): \(error.message)"
    case .otherPlan(let path, let tasks, let asked, let missing):
      "\(path) holds a plan of \(counted(tasks, "task")) already, which has \(asked - missing) of these "
        + "\(asked); add the other \(missing) with --extend, or give another folder"
    case .holdsPlan(let path): "\(path) holds a plan already; give another folder"
    case .tooManyTasks(let limit): "a plan of more than \(limit) tasks; give fewer values"
    case .noTask(let number, let tasks):
      "there is no task \(number); the plan has \(counted(tasks, "task"))"
    case .nothingLeft(let path): "every task of \(path) is done; there is nothing to write"
    case .noResults(let path): "no task of \(path) is done; train them with: latentwalk sweep run"
    case .rescued(let path):
      "its folder could not be written, and it was saved in \(path) instead; put it there, or train it anew"
    case .notRequeued(let job, let status):
      "scontrol requeue \(job) ended with status \(status); the task is saved, submit it again"
    }
  }
}
