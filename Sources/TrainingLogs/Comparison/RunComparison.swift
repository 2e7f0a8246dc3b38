/// What differs in the configuration of runs, and what came out of them. Runs that differ in their seeds alone count as
/// one setting.
public struct RunComparison: Sendable {
  /// A setting and what its runs came to.
  public struct Setting: Sendable {
    /// The name of its runs.
    public let name: String
    /// How many there are.
    public let runs: Int
    /// The least and the greatest of their last steps; nil where they have none.
    public let steps: ClosedRange<Int64>?
    /// The values of the keys that differ, in the order of `differing`; nil where it has none.
    public let values: [String?]
    /// What came out, by metric.
    public let outcomes: [String: Outcome]
  }

  /// What the runs of a setting came to in one metric.
  public struct Outcome: Equatable, Sendable {
    /// The best finite value of each run.
    public let best: SampleStatistics?
    /// The newest value of each run that is finite.
    public let last: SampleStatistics?
    /// Runs whose newest value is infinite or none.
    public let notFinite: Int
  }

  /// The keys of the configuration by which settings differ, in order.
  public let differing: [String]
  /// The settings, in the order of their first runs.
  public let settings: [Setting]
  /// Every metric of the runs, those that a run is told by first.
  public let tags: [String]

  /// Compares the runs that a catalog has read, in the order of their paths.
  public init(_ catalog: RunCatalog) {
    self.init(catalog.runs().sorted { ($0.path, $0.name) < ($1.path, $1.name) })
  }

  /// Compares runs.
  public init(_ runs: [CatalogRun]) {
    let groups = SeedGroup.groups(of: runs)
    let configurations = groups.map { Self.settings(of: $0.runs[0].record) }
    let differing = Set(configurations.flatMap(\.keys)).sorted().filter { key in
      Set(configurations.map { $0[key] }).count > 1
    }
    var known: Set<String> = []
    let tags = runs.flatMap(\.record.tags).filter { known.insert($0).inserted }
    self.differing = differing
    self.tags = tags.enumerated().sorted {
      (MetricName($0.element).rank, $0.offset) < (MetricName($1.element).rank, $1.offset)
    }.map(\.element)
    settings = zip(groups, configurations).map { group, configuration in
      Setting(
        name: group.name, runs: group.runs.count, steps: Self.steps(group.runs.map(\.record)),
        values: differing.map { configuration[$0] },
        outcomes: Self.outcomes(group.runs.map(\.record)))
    }
  }

  private init(_ other: RunComparison, settings: [Setting]) {
    (differing, tags, self.settings) = (other.differing, other.tags, settings)
  }

  /// The same with the best settings first, by the mean over runs of the best value of a metric; those without one
  /// come last.
  ///
  /// - Parameter tag: the metric's name.
  public func ordered(by tag: String) -> RunComparison {
    let sign: Double = MetricName(tag).isBetterGreater ? -1 : 1
    let ranked = settings.enumerated().map { place, setting in
      (place, setting, (setting.outcomes[tag]?.best?.mean).map { $0 * sign } ?? .infinity)
    }
    let ordered = ranked.sorted { ($0.2, $0.0) < ($1.2, $1.0) }.map(\.1)
    return RunComparison(self, settings: ordered)
  }

  /// What a run was set up with, without its seed, and how often it was changed by hand.
  private static func settings(of run: RunRecord) -> [String: String] {
    var settings = SeedGroup.withoutSeeds(run.configuration)
    if !run.changesByHand.isEmpty { settings["changes by hand"] = "\(run.changesByHand.count)" }
    return settings
  }

  private static func steps(_ runs: [RunRecord]) -> ClosedRange<Int64>? {
    let last = runs.compactMap(\.lastStep)
    return last.min().flatMap { least in last.max().map { least...$0 } }
  }

  private static func outcomes(_ runs: [RunRecord]) -> [String: Outcome] {
    let tags = Set(runs.flatMap(\.tags))
    return tags.reduce(into: [:]) { outcomes, tag in
      let series = runs.compactMap { $0[tag] }
      let isGreater = MetricName(tag).isBetterGreater
      let last = series.compactMap(\.last?.value)
      outcomes[tag] = Outcome(
        best: SampleStatistics(series.compactMap { (isGreater ? $0.greatest : $0.least)?.value }),
        last: SampleStatistics(last.filter(\.isFinite)), notFinite: last.count { !$0.isFinite })
    }
  }
}
