import FileFormats
import Foundation
import TestSupport
import Testing

@Suite(.serialized, .mustEnd)
struct TrainCommandTests {
  private static let options = ["--data", "data", "--batch-size", "10"]

  @Test func printsALinePerEpoch() throws {
    try Fixture.withModels { folder in
      let trained = try Program.run(
        ["train", "--epochs", "2", "--out", "run"] + Self.options, in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let lines = trained.output.split(separator: "\n").filter { $0.hasPrefix("epoch ") }
      #expect(lines.count == 2)
      #expect(
        lines.allSatisfy { $0.contains("images/s") && $0.contains("ETA") && $0.contains("-elbo") })
    }
  }

  @Test func theNumberOfThreadsChangesNoBit() throws {
    try Fixture.withModels { folder in
      for threads in ["1", "2"] {
        let trained = try Program.run(
          ["train", "--epochs", "2", "--seed", "3", "--threads", threads, "--out", "run\(threads)"]
            + Self.options, in: folder)
        #expect(trained.status == 0, "\(trained.error)")
      }
      #expect(
        try readFile("\(folder)/run1/model.safetensors")
          == readFile("\(folder)/run2/model.safetensors"))
    }
  }

  @Test func aRunIsNotOverwritten() throws {
    try Fixture.withRun { folder in
      let taken = try Program.run(["train", "--out", "run"] + Self.options, in: folder)
      #expect(taken.status == 1 && taken.error.contains("already holds a run"))
    }
  }

  @Test func resumesUntilAllEpochsAreDone() throws {
    try Fixture.withRun { folder in
      let resumed = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "2"], in: folder)
      #expect(resumed.status == 0 && resumed.output.contains("epoch 2/2"), "\(resumed.error)")
      for epochs in [[], ["--epochs", "1"]] {
        let finished = try Program.run(["train", "--resume", "--out", "run"] + epochs, in: folder)
        #expect(finished.status == 1 && finished.error.contains("has trained 2 epochs already"))
      }
    }
  }

  /// A run of some classes remembers them when it is resumed and evaluated.
  @Test func aRunKeepsItsClasses() throws {
    try Fixture.withModels { folder in
      let trained = try Program.run(
        ["train", "--classes", "1,7", "--epochs", "1", "--out", "run"] + Self.options, in: folder)
      #expect(trained.output.contains("10 training and 4 test images"), "\(trained.error)")
      let resumed = try Program.run(
        ["train", "--resume", "--out", "run", "--epochs", "2"], in: folder)
      #expect(resumed.output.contains("epoch 2/2"), "\(resumed.error)")
      let evaluated = try Program.json(["eval", "run", "--json"], in: folder)
      #expect(evaluated["images"] as? Int == 4 && evaluated["classes"] as? [Int] == [1, 7])
    }
  }

  /// What is different since is said once, and is the run's from then on.
  @Test func aResumedRunTellsOfOtherKernelsAndOfMovedData() throws {
    try Fixture.withRun { folder in
      try FileManager.default.moveItem(atPath: "\(folder)/data", toPath: "\(folder)/moved")
      func resume(_ epochs: String, _ more: [String] = []) throws -> Program.Result {
        try Program.run(
          ["train", "--resume", "--out", "run", "--epochs", epochs] + more, in: folder,
          variables: ["LATENTWALK_KERNELS": "portable"])
      }
      let first = try resume("2", ["--data", "moved"])
      #expect(
        first.status == 0 && first.error.contains("portable kernels from now on"), "\(first.error)")
      #expect(first.error.contains("/data and is \(folder)/moved now"), "\(first.error)")
      let second = try resume("3")
      #expect(second.status == 0 && second.error == "", "\(second.error)")
    }
  }

  @Test func aCrashIsToldUntilTheRunGoesOn() throws {
    try Fixture.withRun { folder in
      let record = "latentwalk 0.1.0 was ended by SIGSEGV at 2026-11-26 07:00:00 UTC"
      try writeFile(Array("\(record)\n".utf8), to: "\(folder)/run/crash.txt")
      for (epochs, isTold) in [("2", true), ("3", false)] {
        let resumed = try Program.run(
          ["train", "--resume", "--out", "run", "--epochs", epochs], in: folder)
        #expect(resumed.status == 0 && resumed.error.contains(record) == isTold, "\(resumed.error)")
      }
    }
  }
}
