/// A line of the list of runs.
public enum RunRow: Equatable, Sendable {
  /// A run; one of a sweep stands below the sweep's line.
  case run(RunListing)
  /// The runs of a plan.
  case sweep(SweepListing, isFolded: Bool)

  /// The folder, by which a line is known.
  var path: String {
    switch self {
    case .run(let run): run.path
    case .sweep(let sweep, _): sweep.path
    }
  }

  var run: RunListing? {
    if case .run(let run) = self { run } else { nil }
  }

  var sweep: SweepListing? {
    if case .sweep(let sweep, _) = self { sweep } else { nil }
  }
}

extension RunList {
  /// The lines of the list: those of a sweep's runs where it is unfolded.
  ///
  /// - Parameter unfolded: the folders of sweeps.
  func rows(unfolded: Set<String>) -> [RunRow] {
    entries.flatMap { entry -> [RunRow] in
      switch entry {
      case .run(let run): return [.run(run)]
      case .sweep(let sweep):
        let isFolded = !unfolded.contains(sweep.path)
        return [.sweep(sweep, isFolded: isFolded)] + (isFolded ? [] : sweep.runs.map(RunRow.run))
      }
    }
  }
}
