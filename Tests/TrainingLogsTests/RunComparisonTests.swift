import Testing

@testable import TrainingLogs

struct RunComparisonTests {
  private static func run(
    _ name: String, _ configuration: [String: String], _ losses: [Double], accuracy: [Double] = []
  ) -> CatalogRun {
    var record = RunRecord()
    record.configuration = configuration
    for (tag, values) in [("loss", losses), ("accuracy", accuracy)] where !values.isEmpty {
      guard let number = record.number(of: tag) else { continue }
      for (step, value) in values.enumerated() {
        record.append(LogPoint(step: Int64(step), value: value), to: number)
      }
    }
    return CatalogRun(
      name: name, path: name, format: "jsonl", record: record, state: .finished, age: 0)
  }

  private static let runs = [
    run(
      "wide-seed1", ["training.seed": "1", "width": "64", "rate": "0.1"], [9, 4, 5],
      accuracy: [0.5, 0.25]),
    run("narrow-seed1", ["training.seed": "1", "width": "8", "rate": "0.1"], [9, 8, .nan]),
    run(
      "wide-seed2", ["training.seed": "2", "width": "64", "rate": "0.1"], [9, 2, 2],
      accuracy: [0.75, 0.5]),
  ]

  /// Deviations are numpy's `std([4, 2], ddof=1)` and so on.
  @Test func settingsAreComparedOverTheirSeeds() throws {
    let comparison = RunComparison(Self.runs)
    #expect(comparison.differing == ["width"] && comparison.tags == ["loss", "accuracy"])
    #expect(comparison.settings.map(\.name) == ["wide-seed*", "narrow-seed1"])
    #expect(comparison.settings.map(\.runs) == [2, 1])
    #expect(comparison.settings.map(\.values) == [["64"], ["8"]])
    let wide = try #require(comparison.settings[0].outcomes["loss"])
    #expect(wide.best?.mean == 3 && wide.best?.deviation == 1.4142135623730951)
    #expect(wide.last?.mean == 3.5 && wide.last?.deviation == 2.1213203435596424)
    #expect(wide.notFinite == 0)
    // The best of a score is the greatest.
    #expect(comparison.settings[0].outcomes["accuracy"]?.best?.mean == 0.625)
    let narrow = try #require(comparison.settings[1].outcomes["loss"])
    #expect(narrow.best?.mean == 8 && narrow.best?.deviation == nil)
    #expect(narrow.last == nil && narrow.notFinite == 1)
    #expect(comparison.settings[1].outcomes["accuracy"] == nil)
  }

  /// The least loss and the greatest accuracy come first, and last what has none.
  @Test func settingsAreOrderedByAMetric() {
    let poor = Self.run("poor", ["width": "4", "seed": "1"], [1], accuracy: [0.125])
    let comparison = RunComparison(Self.runs + [poor])
    func names(by tag: String) -> [String] { comparison.ordered(by: tag).settings.map(\.name) }
    #expect(names(by: "loss") == ["poor", "wide-seed*", "narrow-seed1"])
    #expect(names(by: "accuracy") == ["wide-seed*", "poor", "narrow-seed1"])
    #expect(names(by: "nothing") == comparison.settings.map(\.name))
  }

  /// What a person chose takes the place of what a log tells.
  @Test func runsAreComparedByWhatTheyAreConfiguredAs() {
    let runs = Self.runs.enumerated().map { place, run in
      run.configured(as: ["kind": place == 1 ? "a" : "b", "seed": "\(place)"])
    }
    let comparison = RunComparison(runs)
    #expect(
      comparison.differing == ["kind"] && comparison.settings.map(\.values) == [["b"], ["a"]])
    #expect(comparison.settings.map(\.runs) == [2, 1])
  }

  /// Where nothing is known of a configuration, a seed's number in a name is all that tells runs of a setting.
  @Test func runsWithoutAConfigurationAreGroupedByTheirNames() {
    let groups = SeedGroup.groups(of: [
      Self.run("vae/seed-1", [:], [1]), Self.run("vae/seed-2", [:], [1]),
      Self.run("beta/seed-1", [:], [1]), Self.run("other 3", ["width": "8"], [1]),
      Self.run("other 4", ["width": "8"], [1]),
    ])
    #expect(groups.map(\.name) == ["vae/seed-*", "beta/seed-1", "other 3", "other 4"])
  }

  /// Two runs of one seed are no repetition, nor is one whose course was changed by hand.
  @Test func onlySeedsAreAveraged() {
    var changed = Self.run("c", ["seed": "3", "width": "8"], [1, 2, 3]).record
    changed.marks = [RunRecord.Mark(step: 1, event: "course_change")]
    var diverged = Self.run("d", ["seed": "4", "width": "8"], [1]).record
    diverged.marks = [RunRecord.Mark(step: 0, event: "course_change", isDivergence: true)]
    func run(_ name: String, _ record: RunRecord) -> CatalogRun {
      CatalogRun(
        name: name, path: name, format: "latentwalk", record: record, state: .finished, age: 0)
    }
    let alike = ["a", "b"].map { name in
      run(name, Self.run(name, ["seed": "1", "width": "8"], [5, 4]).record)
    }
    let comparison = RunComparison(alike + [run("c", changed), run("d", diverged)])
    #expect(comparison.settings.map(\.runs) == [2, 1, 1])
    #expect(comparison.differing == ["changes by hand"])
    #expect(comparison.settings.map(\.values) == [[nil], [nil], ["1"]])
    #expect(comparison.settings.map(\.steps) == [0...1, 1...1, 2...2])
  }

  @Test func nothingIsComparedWithNothing() {
    let comparison = RunComparison([])
    #expect(comparison.settings.isEmpty && comparison.differing.isEmpty && comparison.tags.isEmpty)
  }
}
