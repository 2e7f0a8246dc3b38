internal import Autoencoders

/// Why a sweep cannot be planned or run.
enum SweepError: Error, Equatable {
  /// A folder without a plan.
  case noPlan(path: String)
  /// A file that holds no plan.
  case plan(path: String, MetadataError)
  /// The plan's file has no part.
  case emptyPlan(path: String)
  /// A folder holds a plan already; of the tasks that were asked for it lacks `missing`.
  case otherPlan(path: String, tasks: Int, asked: Int, missing: Int)
  /// A folder holds a plan already, and another was to be written.
  case holdsPlan(path: String)
  case tooManyTasks(limit: Int)
  case noTask(Int, tasks: Int)
  /// Every task of a plan is done.
  case nothingLeft(path: String)
  /// No task of a plan is done.
  case noResults(path: String)
  /// A run was saved in another folder than the plan's.
  case rescued(path: String)
  /// A task could not be given back to Slurm.
  case notRequeued(job: String, status: Int32)
}
