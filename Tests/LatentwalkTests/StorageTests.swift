import Autoencoders
import Explorer
import FileFormats
import Foundation
import TestSupport
import Testing

@testable import latentwalk

/// The program on storage that fails, and beside another of itself.
@Suite(.serialized, .mustEnd)
struct StorageTests {
  private static let options = [
    "--plain", "--data", "data", "--batch-size", "10", "--save-every", "0",
  ]

  /// Whether a disk of its own can be mounted by this process.
  private static let canMount: Bool = {
    let script = "unshare --mount sh -c 'mount -t tmpfs -o size=3m none /mnt'"
    return (try? Program.shell(script, in: "/").status) == 0
  }()

  /// Runs `body` while the program trains in `run` of `folder`, and kills it.
  private static func whileTraining(in folder: String, _ body: (Process) throws -> Void) throws {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["train", "--epochs", "100000", "--out", "run"] + options
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ["HOME": folder]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    while !exists("\(folder)/run/checkpoint.safetensors"), process.isRunning {
      Thread.sleep(forTimeInterval: 0.01)
    }
    try body(process)
  }

  @Test func aSecondWriterIsRefused() throws {
    try Fixture.withModels { folder in
      try Self.whileTraining(in: folder) { process in
        let user = "in use by process \(process.processIdentifier)"
        let before = try readFile("\(folder)/run/config.json")
        for second in [["--resume"], ["--resume", "--epochs", "7"]] {
          let result = try Program.run(["train", "--plain", "--out", "run"] + second, in: folder)
          #expect(result.status == 1 && result.output == "")
          #expect(result.error.contains(user), "\(result.error)")
          #expect(result.error.split(separator: "\n").count == 1)
        }
        let new = try Program.run(["train", "--out", "run"] + Self.options, in: folder)
        #expect(new.status == 1 && new.error.contains("already holds a run, which is \(user)"))
        #expect(try readFile("\(folder)/run/config.json") == before)
        // Readers go on.
        let evaluated = try Program.run(["eval", "run"], in: folder)
        #expect(evaluated.status == 0, "\(evaluated.error)")
        let resources = UserRuns.Resources(data: DataRequest(), threads: 1)
        let library = UserRuns(resources, folder: folder)
        let listing = try #require(try library.runs().runs.first { $0.name == "run" })
        #expect(listing.writer == Int(process.processIdentifier))
        for use in [
          { try library.delete(listing.path) },
          { _ = try library.rename(listing.path, to: "other") },
        ] {
          let error = try #require(throws: RunFolderError.self) { try use() }
          #expect(error.message.contains(user))
        }
      }
      // The one that was killed leaves a file, not a lock.
      #expect(try RunFolder.open("\(folder)/run").state().writer == nil)
      try RunWriter.open("\(folder)/run").close()
    }
  }

  /// The limit on the size of files, at which the system would end the process.
  @Test func aLimitOnFilesIsAnErrorOfSaving() throws {
    try Fixture.withModels { folder in
      let result = try Program.shell(
        "ulimit -f 1500; exec \"$PROGRAM\" train --epochs 3 --out run "
          + Self.options.joined(separator: " "), in: folder)
      #expect(result.status == 1, "\(result)")
      #expect(result.output.contains("epoch 3/3"))
      let lines = result.error.split(separator: "\n")
      #expect(lines.count == 2 && lines.allSatisfy { $0.contains("File too large") }, "\(lines)")
      // Every line found room: five steps and a test an epoch.
      #expect(try RunFolder.open("\(folder)/run").metrics().lines.count == 18)
    }
  }

  /// A small disk, where one can be had: it is full before the first checkpoint.
  @Test(.enabled(if: canMount, "no disk can be mounted here"))
  func aFullDiskSendsTheRunElsewhere() throws {
    try Fixture.withModels { folder in
      try createFolder("\(folder)/disk")
      let words =
        "train --epochs 3 --out disk/run --rescue saved " + Self.options.joined(separator: " ")
      let result = try Program.shell(
        "unshare --mount sh -c 'mount -t tmpfs -o size=3m none disk && \"$PROGRAM\" \(words)'",
        in: folder)
      #expect(result.status == 1 && result.output.contains("explore saved/run"), "\(result)")
      let lines = result.error.split(separator: "\n")
      #expect(lines.count == 2 && lines.allSatisfy { $0.contains("No space left") }, "\(lines)")
      let run = try RunFolder.open("\(folder)/saved/run")
      #expect(try run.metrics().lines.count == 18 && run.checkpoint().position.epoch == 3)
      let resumed = try Program.run(
        ["train", "--plain", "--resume", "--out", "saved/run", "--epochs", "4"], in: folder)
      #expect(resumed.status == 0 && resumed.output.contains("epoch 4/4"), "\(resumed.error)")
    }
  }

  /// Deleted while it is trained, a run is saved among the person's data.
  @Test func aDeletedFolderIsReplaced() throws {
    try Fixture.withModels { folder in
      let result = try Program.shell(
        "\"$PROGRAM\" train --epochs 300 --out run \(Self.options.joined(separator: " ")) & "
          + "while ! test -f run/checkpoint.safetensors; do sleep 0.05; done; "
          + "kill -STOP $!; rm -rf run; kill -CONT $!; wait $!", in: folder)
      #expect(result.status == 1, "\(result)")
      let place = "\(folder)/.local/share/latentwalk/rescue/run"
      #expect(result.output.contains("latentwalk explore \(place)"))
      let run = try RunFolder.open(place)
      #expect(try run.metrics().lines.filter { $0.split == .test }.count == 300)
      #expect(try run.checkpoint().position.epoch == 300)
    }
  }
}
