internal import Foundation

/// A server on this machine with a fault for each name, ended with its last reference.
package final class LoopbackServer {
  private let process = Process()
  private let output = Pipe()
  /// The address that the names of faults follow.
  package let address: String

  /// A server of the file at a path.
  package init(serving file: String) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "loopback_server.py")
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, file]
    process.standardOutput = output
    try process.run()
    var port = ""
    while !port.hasSuffix("\n") {
      let next = output.fileHandleForReading.readData(ofLength: 1)
      if next.isEmpty { break }
      port += String(decoding: next, as: UTF8.self)
    }
    address = "http://127.0.0.1:\(port.dropLast())"
  }

  /// Ends it and gives what was asked for: the fault and the first byte.
  package func requests() -> [String] {
    end()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  deinit { end() }

  /// Where SIGTERM is ignored from the start, Python ignores it too.
  private func end() {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }
}
