internal import TrainingLogs

/// A line of the list of runs.
enum RunRow {
  /// A run; one of a plan has a label, and stands below the plan's line.
  case run(CatalogRun, label: String?)
  /// The runs of a plan.
  case sweep(SweepGroup, isFolded: Bool)

  /// What tells a line from every other.
  enum Key: Hashable {
    case run(RunKey)
    case sweep(path: String)
  }

  var key: Key {
    switch self {
    case .run(let run, _): .run(RunKey(run))
    case .sweep(let sweep, _): .sweep(path: sweep.plan.path)
    }
  }

  var run: CatalogRun? {
    if case .run(let run, _) = self { run } else { nil }
  }

  var sweep: SweepGroup? {
    if case .sweep(let sweep, _) = self { sweep } else { nil }
  }

  /// The lines of some runs, those of a plan's runs where it is unfolded.
  ///
  /// - Parameter unfolded: the folders of plans.
  static func rows(
    of runs: [CatalogRun], in plans: [RunPlan], unfolded: Set<String>
  ) -> [RunRow] {
    SweepGroup.entries(of: runs, in: plans).flatMap { entry -> [RunRow] in
      switch entry {
      case .run(let run): return [.run(run, label: nil)]
      case .sweep(let sweep):
        let isFolded = !unfolded.contains(sweep.plan.path)
        let runs = isFolded ? [] : sweep.runs.map { RunRow.run($0, label: sweep.label(of: $0)) }
        return [.sweep(sweep, isFolded: isFolded)] + runs
      }
    }
  }
}
