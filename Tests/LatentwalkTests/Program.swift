import Foundation
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
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (output, error)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let errorText = String(
      decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let status = process.terminationStatus
    return Result(
      status: process.terminationReason == .uncaughtSignal ? -status : status, output: text,
      error: errorText)
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
