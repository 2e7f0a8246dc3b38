internal import FileFormats

/// Runs that differ in nothing but their seeds. Two of one seed are no repetition of each other, nor is a run whose
/// course was changed by hand one of a run whose was not.
public struct SeedGroup: Sendable {
  /// The name that its runs share; of one run its own.
  public let name: String
  /// Its runs, in the order in which they were given.
  public let runs: [CatalogRun]

  /// Groups runs, in the order of the first run of each group.
  public static func groups(of runs: [CatalogRun]) -> [SeedGroup] {
    var keys: [Key] = []
    var members: [Key: [CatalogRun]] = [:]
    var seeds: [Key: Set<[String: String]>] = [:]
    for run in runs {
      var key = Key(run)
      let all = run.record.configuration
      let seed = all.filter { !isNoSeed($0.key) }
      while !seed.isEmpty, !seeds[key, default: []].insert(seed).inserted { key.repetition += 1 }
      if members[key] == nil { keys.append(key) }
      members[key, default: []].append(run)
    }
    return keys.map { key in
      let runs = members[key] ?? []
      return SeedGroup(name: runs.count == 1 ? runs[0].name : key.name(of: runs), runs: runs)
    }
  }

  /// Keys of a configuration that name a seed.
  private static let seedKeys: Set = [
    "seed", "random_seed", "random_state", "manual_seed", "seed_everything", "rng_seed",
  ]

  /// A configuration without its seeds.
  static func withoutSeeds(_ configuration: [String: String]) -> [String: String] {
    configuration.filter { isNoSeed($0.key) }
  }

  private static func isNoSeed(_ key: String) -> Bool {
    !seedKeys.contains(String(key.split(separator: ".").last ?? "").lowercased())
  }

  /// A name with a mark in place of a seed's number: `vae-seed3` and `vae_seed_4` as `vae-seed*`.
  static func withoutSeed(_ name: String) -> String {
    name.replacing(/(?i)(seed[-_=]?)\d+/) { "\($0.output.1)*" }
  }

  /// What runs of a group have in common: what they were set up with, or where nothing is known of that a name but
  /// for a seed in it.
  private struct Key: Hashable {
    private let format: String
    private let configuration: [String: String]
    private let runName: String?
    private let changes: [RunRecord.Mark]
    /// Which it is of the runs that are alike in all this and in their seed.
    var repetition = 0

    init(_ run: CatalogRun) {
      format = run.format
      changes = run.record.changesByHand
      configuration = SeedGroup.withoutSeeds(run.record.configuration)
      // Only where a configuration tells seeds apart is it enough to join two runs.
      let isTold = configuration.count < run.record.configuration.count
      runName = isTold ? nil : SeedGroup.withoutSeed(run.name)
    }

    func name(of runs: [CatalogRun]) -> String {
      let shared = Set(runs.map { SeedGroup.withoutSeed($0.name) })
      if shared.count == 1, let name = shared.first { return name }
      let start = runs.dropFirst().reduce(runs[0].name) { $0.commonPrefix(with: $1.name) }
      return start.isEmpty ? runs[0].name : "\(start)*"
    }
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
