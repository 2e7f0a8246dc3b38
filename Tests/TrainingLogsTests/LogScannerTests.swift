import FileFormats
import Foundation
import TestSupport
import Testing

@testable import TrainingLogs

struct LogScannerTests {
  private static let table = Array("step,loss\n1,2\n".utf8)

  private static func write(_ paths: [String], in folder: String) throws {
    for path in paths {
      let file = "\(folder)/\(path)"
      try createFolder((file as NSString).deletingLastPathComponent)
      try writeFile(table, to: file)
    }
  }

  @Test func foldersAreSearchedWithoutLoopsAndHiddenOnes() throws {
    try withTemporaryFolder { folder in
      try Self.write(["a/log.csv", "a/b/c/deep.csv", ".hidden/log.csv", "a/.log.csv"], in: folder)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/a/b/loop", withDestinationPath: "\(folder)/a")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "\(folder)/a")
      var scanner = LogScanner(on: LocalFileSystem())
      #expect(scanner.logs(at: [folder]).map(\.name) == ["a/b/c/deep.csv", "a/log.csv"])
      // A link that was given is followed.
      #expect(scanner.logs(at: ["\(folder)/link"]).map(\.name) == ["b/c/deep.csv", "log.csv"])
      #expect(scanner.logs(at: ["\(folder)/a/log.csv"]).map(\.name) == ["log.csv"])
      #expect(scanner.logs(at: ["\(folder)/nothing"]).isEmpty && !scanner.isCut)
    }
  }

  /// What is not to be read is passed over, and never waited for.
  @Test(.mustEnd) func otherFilesArePassedOver() throws {
    try withTemporaryFolder { folder in
      try writeFile(Array("1,2,3\n4,5,6\n".utf8), to: "\(folder)/numbers.csv")
      try writeFile(Array("name,age\na,1\n".utf8), to: "\(folder)/people.csv")
      try writeFile(Array("{\"a\": 1}\n".utf8), to: "\(folder)/settings.json")
      try writeFile([], to: "\(folder)/empty")
      try writeFile([UInt8](repeating: 0, count: 100_000), to: "\(folder)/zeros")
      try makeNamedPipe("\(folder)/pipe")
      var scanner = LogScanner(on: LocalFileSystem())
      #expect(scanner.logs(at: [folder]).isEmpty)
      // One of them becomes a log.
      try writeFile(Self.table, to: "\(folder)/empty")
      #expect(scanner.logs(at: [folder]).map(\.name) == ["empty"])
    }
  }

  /// Our own runs have their metrics as events besides, which are no second run, whether or not there is a metric yet.
  @Test func eventsOfOurOwnRunsAreNoRunsOfTheirOwn() throws {
    let events = try readFile(
      "\(Fixtures.folder)/tensors/events.out.tfevents.1795699426.vm.13487.0.tensors")
    let metrics = #"{"split": "train", "step": 1, "kl_weight": 1, "reconstruction": 2}"#
    let settings = #"{"kernels": "", "model": {}, "preset": "vae", "training": {}}"#
    try withTemporaryFolder { folder in
      for name in ["new", "old", "others"] {
        try createFolder("\(folder)/\(name)")
        try writeFile(events, to: "\(folder)/\(name)/events.out.tfevents.1.host")
      }
      try writeFile(Array("{\"model\": 1}".utf8), to: "\(folder)/others/config.json")
      try writeFile(Array(settings.utf8), to: "\(folder)/new/config.json")
      try writeFile(Array("\(metrics)\n".utf8), to: "\(folder)/old/metrics.jsonl")
      var scanner = LogScanner(on: LocalFileSystem())
      #expect(
        scanner.logs(at: [folder]).map { "\($0.name) \($0.format.name)" }
          == ["old latentwalk", "others tfevents"])
    }
  }

  /// A run of ours that nobody writes is stopped, which its lock tells at once; a divergence is no change by hand.
  @Test func aRunThatNobodyWritesIsStopped() throws {
    try withTemporaryFolder { folder in
      try createFolder("\(folder)/run")
      let lines = [
        #"{"split": "train", "step": 1, "epoch": 0.5, "kl_weight": 1, "reconstruction": 2, "total": 2}"#,
        #"{"split": "test", "step": 2, "epoch": 1, "kl_weight": 1, "reconstruction": 2, "total": 2}"#,
        #"{"epoch":1,"event":"course_change","rate_scale":0.5,"step":2}"#,
        #"{"diverged":{"epoch":1.5,"found_in":"loss","step":3},"epoch":1,"event":"course_change","rate_scale":0.25,"step":2}"#,
      ]
      try writeFile(
        Array((lines.joined(separator: "\n") + "\n").utf8), to: "\(folder)/run/metrics.jsonl")
      let settings = #"{"kernels": "", "model": {}, "preset": "vae", "training": {"epochs": 5}}"#
      try writeFile(Array(settings.utf8), to: "\(folder)/run/config.json")
      let catalog = RunCatalog([folder], stalledAfter: 10)
      _ = catalog.refresh()
      let run = try #require(catalog.runs().first)
      #expect(run.state == .stopped)
      #expect(run.record.marks.map(\.isDivergence) == [false, true])
      #expect(run.record.changesByHand.count == 1)
      let writer = try HeldFolder("\(folder)/run")
      guard case .held(let lock) = try FolderLock.acquire(in: writer) else {
        Issue.record("no lock")
        return
      }
      _ = catalog.refresh()
      let state = catalog.runs().first?.state
      withExtendedLifetime(lock) { #expect(state == .running) }
    }
  }

  /// Killed before its first epoch ended, a run that may stop early has not.
  @Test(arguments: ["", #", "early_stopping": {"patience": 3}"#])
  func aRunThatWasKilledInItsFirstEpochIsStopped(stopping: String) throws {
    try withTemporaryFolder { folder in
      try createFolder("\(folder)/run")
      let line =
        #"{"split": "train", "step": 1, "epoch": 0.5, "kl_weight": 1, "reconstruction": 2, "total": 2}"#
      try writeFile(Array("\(line)\n".utf8), to: "\(folder)/run/metrics.jsonl")
      let settings =
        #"{"kernels": "", "model": {}, "preset": "vae", "training": {"epochs": 5\#(stopping)}}"#
      try writeFile(Array(settings.utf8), to: "\(folder)/run/config.json")
      let catalog = RunCatalog([folder], stalledAfter: 10)
      _ = catalog.refresh()
      #expect(catalog.runs().map(\.state) == [.stopped])
    }
  }

  @Test func newRunsComeUpWhileTheyAreWatched() throws {
    try withTemporaryFolder { folder in
      try Self.write(["one.csv"], in: folder)
      let catalog = RunCatalog([folder], stalledAfter: 1)
      #expect(catalog.refresh(now: 1000) && catalog.runs().map(\.name) == ["one.csv"])
      try Self.write(["two.csv"], in: folder)
      #expect(!catalog.refresh(now: 1001), "not searched again yet")
      #expect(
        catalog.refresh(now: 1006) && Set(catalog.runs().map(\.name)) == ["one.csv", "two.csv"])
      #expect(!catalog.refresh(now: 1012))
      try FileManager.default.removeItem(atPath: "\(folder)/one.csv")
      #expect(catalog.refresh(now: 1018) && catalog.faults.isEmpty, "it was deleted")
      #expect(catalog.runs().map(\.name) == ["two.csv"])
      let later = Date().timeIntervalSince1970 + 61
      #expect(catalog.runs(now: later).allSatisfy { $0.state == .stalled && $0.age > 60 })
      #expect(catalog.runs(now: later).first?.health == [.stalled(minutes: 1)])
    }
  }

  /// A log that was asked for by its path is missed, however the path is spelled.
  @Test(arguments: ["logs/one.csv", "logs", "logs/"])
  func aNamedLogThatIsDeletedIsTold(path: String) throws {
    try withTemporaryFolder { folder in
      try createFolder("\(folder)/logs")
      try Self.write(["one.csv"], in: "\(folder)/logs")
      let catalog = RunCatalog(["\(folder)/\(path)"], stalledAfter: 1)
      _ = catalog.refresh(now: 1000)
      #expect(catalog.runs().count == 1)
      try FileManager.default.removeItem(atPath: "\(folder)/logs")
      #expect(catalog.refresh(now: 1001) && catalog.faults.count == 1)
    }
  }
}
