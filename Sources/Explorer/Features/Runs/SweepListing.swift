/// The runs of a plan, as a list shows them on one line that unfolds.
public struct SweepListing: Equatable, Sendable {
  /// Where a task of a plan stands.
  public enum TaskState: String, CaseIterable, Sendable {
    /// Trained to its end.
    case done
    /// Trained by a process now.
    case running
    /// Ended by an error.
    case failed
    /// Begun, and trained by nobody now.
    case interrupted
    /// Not begun.
    case missing
  }

  /// What a setting came to, over its seeds.
  public struct Result: Equatable, Sendable {
    /// What it differs in from the others; empty where there is no other.
    public var setting: String
    /// The last loss on test images, its mean ± deviation where there are several runs.
    public var test: String
    /// Runs that are done.
    public var runs: Int

    /// What it came to, as the best of all: a mean is called one.
    var asBest: String { "best \(runs > 1 ? "mean " : "")\(test)" }

    /// What a setting came to.
    public init(setting: String, test: String, runs: Int) {
      (self.setting, self.test, self.runs) = (setting, test, runs)
    }
  }

  /// The folder's name.
  public var name: String
  /// The folder.
  public var path: String
  /// Tasks of each kind; those that are missing have none.
  public var counts: [TaskState: Int]
  /// What is tried, and what all have alike.
  public var facts: [RunListing.Fact]
  /// What the settings came to, the best first.
  public var results: [Result]
  /// Which tasks failed, and why.
  public var failures: [RunListing.Fact]
  /// The runs that there are, in the order of the plan.
  public var runs: [RunListing]
  /// Why the plan cannot be used; nil where it can.
  public var fault: String?

  /// The runs of a plan.
  public init(
    name: String, path: String, counts: [TaskState: Int], facts: [RunListing.Fact] = [],
    results: [Result] = [], failures: [RunListing.Fact] = [], runs: [RunListing] = [],
    fault: String? = nil
  ) {
    (self.name, self.path, self.counts, self.facts) = (name, path, counts, facts)
    (self.results, self.failures, self.runs) = (results, failures, runs)
    self.fault = fault
  }
}

extension SweepListing {
  /// How many tasks are done.
  var shortProgress: String {
    fault == nil
      ? "\(counts[.done] ?? 0) of \(counts.values.reduce(0, +)) done" : "its plan cannot be used"
  }

  /// Likewise, and how many there are of every kind that someone may wait for or look after.
  var progress: String {
    let others = [TaskState.running, .failed, .interrupted].compactMap { state in
      counts[state].flatMap { $0 > 0 ? "\($0) \(state.rawValue)" : nil }
    }
    return ([shortProgress] + others).joined(separator: ", ")
  }

  /// What the best setting came to; nil where nothing is done.
  var best: String? {
    results.first.map { $0.asBest + ($0.setting.isEmpty ? "" : " (\($0.setting))") }
  }
}
