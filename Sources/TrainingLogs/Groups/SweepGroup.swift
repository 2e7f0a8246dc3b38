internal import FileFormats
internal import Foundation

/// The runs of a plan, as a monitor tells of them together.
public struct SweepGroup: Sendable {
  /// A run by itself, or the runs of a plan.
  public enum Entry: Sendable {
    /// A run of no plan.
    case run(CatalogRun)
    /// The runs of a plan, in the order in which they were given.
    case sweep(SweepGroup)
  }

  /// Their plan.
  public let plan: RunPlan
  /// Its folder as a person calls it.
  public let name: String
  /// Those of its runs that have logs.
  public let runs: [CatalogRun]

  /// The entries of a list of runs: a plan's runs together, at the place of the first of them.
  public static func entries(of runs: [CatalogRun], in plans: [RunPlan]) -> [Entry] {
    let places = plans.enumerated().flatMap { place, plan in plan.labels.keys.map { ($0, place) } }
    let owners = Dictionary(places) { first, _ in first }
    let members = Dictionary(grouping: runs) { owners[$0.path] }
    var told: Set<Int> = []
    return runs.compactMap { run in
      guard let owner = owners[run.path] else { return .run(run) }
      guard told.insert(owner).inserted else { return nil }
      return .sweep(SweepGroup(plans[owner], members[owner] ?? [run]))
    }
  }

  init(_ plan: RunPlan, _ runs: [CatalogRun]) {
    (self.plan, self.runs) = (plan, runs)
    // The run's name is its path below what was searched: the plan's folder, that of its runs, and its own.
    let above = parentFolder(of: parentFolder(of: runs[0].name))
    name =
      above.isEmpty || above == "." || above == "/"
      ? ((plan.path as NSString).standardizingPath as NSString).lastPathComponent : above
  }

  /// What tells a run from the others.
  public func label(of run: CatalogRun) -> String { plan.labels[run.path] ?? run.name }

  /// How many tasks of the plan are done.
  public var shortProgress: String { "\(plan.done) of \(plan.tasks) done" }

  /// Likewise, and how many of its runs are in each state that is no simple end.
  public var progress: String {
    let states = [RunState.running, .stalled, .stopped, .diverged].compactMap { state in
      text(runs.count { $0.state == state }, state.rawValue)
    }
    return
      ([shortProgress] + states
      + [text(plan.failed, RunState.failed.rawValue)].compactMap(\.self)).joined(separator: ", ")
  }

  private func text(_ count: Int, _ word: String) -> String? {
    count > 0 ? "\(count) \(word)" : nil
  }

  /// The metric that most of its runs are told by; nil where none has any.
  public var metric: String? {
    let counts = Dictionary(grouping: runs.compactMap(\.record.mainTag), by: \.self).mapValues(
      \.count)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  /// The run whose newest value of that metric is the best; nil where none is finite.
  public var best: (run: CatalogRun, value: Double)? {
    guard let metric else { return nil }
    let newest = runs.compactMap { run in
      run.record[metric]?.last.flatMap { $0.value.isFinite ? (run: run, value: $0.value) : nil }
    }
    let isBetterGreater = MetricName(metric).isBetterGreater
    return newest.min { isBetterGreater ? $0.value > $1.value : $0.value < $1.value }
  }

  /// The best newest value in words, and whose it is unless that is left out; nil where none is finite.
  ///
  /// - Parameter write: writes a value.
  public func bestText(isNamed: Bool = true, _ write: (Double) -> String) -> String? {
    guard let metric, let best else { return nil }
    let text = "best \(metric) \(write(best.value))"
    return isNamed ? "\(text) (\(label(of: best.run)))" : text
  }

  /// What is wrong, and in how many of its runs, in the order of the words.
  ///
  /// - Parameter findings: what is wrong with a run.
  public func wrong(
    by findings: (CatalogRun) -> [RunFinding]
  ) -> [(word: HealthWord, count: Int)] {
    let words = runs.map { Set(findings($0).map(\.word)) }
    return HealthWord.allCases.compactMap { word in
      let count = words.count { $0.contains(word) }
      return count > 0 ? (word, count) : nil
    }
  }

  /// What is wrong in how many of its runs, in words; nil where nothing is.
  ///
  /// - Parameter findings: what is wrong with a run.
  public func wrongText(by findings: (CatalogRun) -> [RunFinding]) -> String? {
    let words = wrong(by: findings).map { "\($0.word.rawValue) in \($0.count)" }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
