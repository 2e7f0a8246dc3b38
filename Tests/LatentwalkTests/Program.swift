import Foundation
import Synchronization
import Testing

/// The program as it was built beside these tests.
struct Program {
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  static let path: String = {
    let words = ProcessInfo.processInfo.arguments
    let bundle = words.first { $0.contains(".xctest") } ?? words[0]
    let folder = URL(filePath: bundle).deletingLastPathComponent()
    return folder.appending(path: "latentwalk").path
  }()

  /// What the sanitizers of a build that has them are told.
  private static let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
    $0.key.hasSuffix("SAN_OPTIONS")
  }

  /// Runs the program with no terminal, in `folder`, with only these variables set.
  static func run(
    _ arguments: [String], in folder: String, variables: [String: String] = [:]
  ) throws -> Result {
    try result(
      of: path, arguments, in: folder,
      variables: variables.merging(["HOME": folder, "TERM": "xterm-256color"]) { own, _ in own })
  }

  /// Runs a script of the shell in `folder`, in which `$PROGRAM` is the program.
  static func shell(_ script: String, in folder: String) throws -> Result {
    try result(
      of: "/bin/bash", ["-c", script], in: folder,
      variables: [
        "HOME": folder, "TERM": "xterm-256color", "PROGRAM": path, "PATH": "/usr/bin:/bin",
      ])
  }

  private static func result(
    of executable: String, _ arguments: [String], in folder: String, variables: [String: String]
  ) throws -> Result {
    let (process, output, error) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = variables.merging(sanitizerOptions) { own, _ in own }
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (output, error)
    try process.run()
    let errorText = Reading(error.fileHandleForReading)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let status = process.terminationStatus
    return Result(
      status: process.terminationReason == .uncaughtSignal ? -status : status, output: text,
      error: errorText.text)
  }

  /// What comes through a pipe, read beside the other one: whoever says much on both waits for neither.
  private final class Reading: Sendable {
    private let data = Mutex(Data())
    private let isOver = DispatchSemaphore(value: 0)

    init(_ file: FileHandle) {
      Thread { [self] in
        let all = file.readDataToEndOfFile()
        data.withLock { $0 = all }
        isOver.signal()
      }.start()
    }

    var text: String {
      isOver.wait()
      return data.withLock { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The JSON object that the program prints, which must be done with `arguments`.
  static func json(
    _ arguments: [String], in folder: String, variables: [String: String] = [:]
  ) throws -> [String: Any] {
    let result = try run(arguments, in: folder, variables: variables)
    #expect(result.status == 0, "\(result.error)")
    let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(value as? [String: Any], "\(result.output)")
  }
}
