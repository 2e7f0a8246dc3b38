internal import Foundation

/// Python with the packages that a test reads files by, where it is there: `python3`, or an interpreter that
/// `LATENTWALK_PYTHON` names, of several separated by colons.
package struct Python {
  private struct Failure: Error {}

  private let path: String

  /// Nil where no interpreter has the package, or has it in a version before `version`.
  package init?(with package: String, version: Int = 0) {
    let check = "; assert int(\(package).__version__.split('.')[0]) >= \(version)"
    let needed = version > 0 ? check : ""
    let named = ProcessInfo.processInfo.environment["LATENTWALK_PYTHON"] ?? ""
    let usual = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/python3" }
    let candidates = named.split(separator: ":").map(String.init) + usual
    let found = candidates.first { path in
      FileManager.default.isExecutableFile(atPath: path)
        && (try? Self.run(path, "import \(package)\(needed)", [])) != nil
    }
    guard let found else { return nil }
    path = found
  }

  /// What a program prints, which must end well.
  package func run(_ program: String, _ arguments: [String] = []) throws -> String {
    try Self.run(path, program, arguments)
  }

  private static func run(
    _ path: String, _ program: String, _ arguments: [String]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-c", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return text
  }
}
