internal import Autoencoders
internal import TrainingLogs

extension SweepFolder {
  /// What came out of the tasks that are done, by setting over its seeds; settings differ by the options of the plan.
  ///
  /// - Throws: `SweepError.noResults` where none is done.
  func results() throws -> RunComparison {
    let done = plan.tasks.filter(isDone)
    guard !done.isEmpty else { throw SweepError.noResults(path: path) }
    let tasks = Dictionary(uniqueKeysWithValues: done.map { (runPath($0), $0) })
    let catalog = RunCatalog(done.map(runPath), stalledAfter: .infinity)
    _ = catalog.refresh()
    let runs = catalog.runs().compactMap { run in
      tasks[run.path].map { (task: $0, run: run.configured(as: $0.options)) }
    }
    return RunComparison(runs.sorted { $0.task.number < $1.task.number }.map(\.run))
  }
}
