/// What is known of runs that were planned together.
public struct RunPlan: Equatable, Sendable {
  /// The plan's folder.
  public var path: String
  /// Runs that are to be trained.
  public var tasks: Int
  /// Those of them that are done, and those that ended by an error.
  public var done: Int, failed: Int
  /// What tells each of its runs from the others, by the path of the run's log.
  public var labels: [String: String]

  /// A plan of runs.
  public init(path: String, tasks: Int, done: Int, failed: Int, labels: [String: String]) {
    (self.path, self.tasks, self.done, self.failed) = (path, tasks, done, failed)
    self.labels = labels
  }
}
