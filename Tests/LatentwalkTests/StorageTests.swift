import Autoencoders
import Explorer
import FileFormats
import Foundation
import TestSupport
import Testing

@testable import latentwalk

/// The program on storage that fails, and beside another of itself.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct StorageTests {
  private static let options = [
    "--plain", "--data", "data", "--batch-size", "10", "--save-every", "0",
  ]

  /// Runs the program in `folder` by a line of the shell, in which `$0` is the program.
  private static func shell(_ line: String, in folder: String) throws -> Program.Result {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line, Program.path]
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin"]
    let (output, error) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = error
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let errorText = String(
      decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Program.Result(
      status: process.terminationReason == .uncaughtSignal
        ? -process.terminationStatus : process.terminationStatus,
      output: text, error: errorText)
  }

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
        #expect(new.status == 1 && new.error.contains("already holds a run"))
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
      let result = try Self.shell(
        "ulimit -f 1500; exec \"$0\" train --epochs 3 --out run "
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
  @Test func aFullDiskSendsTheRunElsewhere() throws {
    try Fixture.withModels { folder in
      try createFolder("\(folder)/disk")
      let mount = try Self.shell(
        "unshare --mount sh -c 'mount -t tmpfs -o size=3m none disk'", in: folder)
      guard mount.status == 0 else {
        print("no disk can be mounted here: \(mount.error)")
        return
      }
      let words =
        "train --epochs 3 --out disk/run --rescue saved " + Self.options.joined(separator: " ")
      let result = try Self.shell(
        "unshare --mount sh -c 'mount -t tmpfs -o size=3m none disk && \"$0\" \(words)' \"$0\"",
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
      let result = try Self.shell(
        "\"$0\" train --epochs 300 --out run \(Self.options.joined(separator: " ")) & "
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
