import Explorer
import FileFormats
import Foundation
import TestSupport
import Testing

@testable import latentwalk

/// Sweeps among the runs of a person, on disk.
@Suite(.serialized, .mustEnd)
struct SweepSurveyTests {
  /// Runs a plan of two rates with two seeds beside a run; the data lacks a class that a fifth task asks for.
  private static func withSweep(_ body: (String, UserRuns) throws -> Void) throws {
    try Fixture.withModels { folder in
      let data = ["--data", "data", "--batch-size", "10", "--epochs", "1"]
      for words in [
        ["train", "--out", "runs/alone"] + data,
        ["sweep", "new", "runs/rates", "--learning-rate", "1e-6,0.01", "--seeds", "2"] + data,
        ["sweep", "new", "runs/rates", "--extend", "--classes", "200"] + data,
      ] {
        let result = try Program.run(words, in: folder)
        #expect(result.status == 0, "\(result.error)")
      }
      let ran = try Program.run(["sweep", "run", "runs/rates"], in: folder)
      #expect(ran.status == 1, "\(ran.error)")
      try body(folder, library(of: "\(folder)/runs"))
    }
  }

  private static func library(of folder: String) -> UserRuns {
    UserRuns(UserRuns.Resources(data: DataRequest(), threads: 1), folder: folder)
  }

  private static func state(of task: Int, in folder: String) throws -> String? {
    let object = try Program.json(["sweep", "status", "runs/rates", "--json"], in: folder)
    let tasks = object["tasks"] as? [[String: Any]]
    return tasks?[task - 1]["state"] as? String
  }

  @Test func aSweepIsOneEntryWithItsRuns() throws {
    try Self.withSweep { folder, library in
      let list = try library.runs()
      // The sweep changed last.
      guard case .sweep(let sweep)? = list.entries.first else {
        Issue.record("no sweep first: \(list.entries.count)")
        return
      }
      #expect(list.entries.count == 2 && list.runs.count == 5 && sweep.name == "rates")
      #expect(sweep.counts == [.done: 4, .failed: 1])
      #expect(sweep.failures.map(\.name) == ["task 5"])
      #expect(sweep.failures[0].value.contains("has no images of class 200"))
      #expect(
        sweep.runs.map(\.setting) == [
          "learning-rate 1e-06, seed 1", "learning-rate 1e-06, seed 2",
          "learning-rate 0.01, seed 1", "learning-rate 0.01, seed 2",
        ])
      let losses = sweep.runs.compactMap { $0.test.flatMap { Double($0.dropFirst(6)) } }
      let means = [(losses[0] + losses[1]) / 2, (losses[2] + losses[3]) / 2]
      let settings = ["learning-rate 1e-06", "learning-rate 0.01"]
      let best = means[0] < means[1] ? 0 : 1
      #expect(sweep.results.map(\.setting) == [settings[best], settings[1 - best]])
      #expect(sweep.results.allSatisfy { $0.runs == 2 && $0.test.contains("-ELBO") })
      let deviation = abs(losses[2 * best] - losses[2 * best + 1]) / 2.0.squareRoot()
      let told = sweep.results[0].test.split(separator: " ").compactMap { Double($0) }
      #expect(abs(told[0] - means[best]) < 0.011 && abs(told[1] - deviation) < 0.02)
      #expect(sweep.facts.contains(.init("learning-rate", "1e-06, 0.01")))
    }
  }

  /// The folder of a sweep, and that of its runs, are lists of it alone.
  @Test(arguments: ["runs/rates", "runs/rates/runs", "runs/rates/runs/"])
  func itsFoldersAreAListOfIt(path: String) throws {
    try Self.withSweep { folder, _ in
      #expect(UserRuns.holdsRuns("\(folder)/\(path)"))
      let list = try Self.library(of: "\(folder)/\(path)").runs()
      #expect(list.entries.count == 1 && list.sweeps.first?.runs.count == 4)
    }
  }

  /// A task's folder is its identity, and its epochs are its plan's.
  @Test func aTaskKeepsItsNameAndEpochs() throws {
    try Self.withSweep { folder, library in
      let run = try #require(library.runs().sweeps.first?.runs.first)
      let error = RunError.runOfSweep(task: 1, sweep: "\(folder)/runs/rates")
      #expect(throws: error) { try library.rename(run.path, to: "other") }
      #expect(throws: error) { try library.open(.resume(path: run.path, epochs: 9)) }
      #expect(exists(run.path))
    }
  }

  /// What is deleted is missing, and trained again, whatever came of it.
  @Test func aDeletedRunIsAMissingTask() throws {
    try Self.withSweep { folder, library in
      let run = try #require(library.runs().sweeps.first?.runs[1])
      #expect(try Self.state(of: 2, in: folder) == "done")
      try library.delete(run.path)
      #expect(try Self.state(of: 2, in: folder) == "missing")
      let sweep = try SweepFolder(opening: "\(folder)/runs/rates")
      #expect(sweep.outcome(of: sweep.plan.tasks[1]) == nil)
      #expect(!sweep.isDone(sweep.plan.tasks[1]))
    }
  }

  @Test func tasksAreToldByWhatDiffers() throws {
    let plan = try SweepPlan([
      SweepPart(["preset": ["vae", "folder/tied.json"], "epochs": ["1"]], seeds: 2)
    ])
    let differing = plan.options.differing
    #expect(
      plan.tasks.map { plan.label($0, by: differing) } == [
        "vae, seed 1", "vae, seed 2", "tied, seed 1", "tied, seed 2",
      ])
    #expect(plan.label(plan.tasks[3], by: differing, isOfSetting: true) == "tied")
  }
}
