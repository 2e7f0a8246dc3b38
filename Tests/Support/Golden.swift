internal import Foundation

/// A difference between a text and the golden file it should equal.
public struct GoldenMismatch: Error, CustomStringConvertible {
  public let description: String
}

/// Compares `text` with the file `name` in the folder `Goldens` beside the test's source.
///
/// With `LATENTWALK_RECORD=1` the file is written instead, and the test fails so that nobody records
/// by mistake.
public func expectGolden(_ text: String, _ name: String, testFile: String = #filePath) throws {
  let path = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Goldens/\(name)")
  if ProcessInfo.processInfo.environment["LATENTWALK_RECORD"] != nil {
    try Data(text.utf8).write(to: path)
    throw GoldenMismatch(description: "recorded \(name); run again without LATENTWALK_RECORD")
  }
  guard let data = try? Data(contentsOf: path) else {
    throw GoldenMismatch(description: "\(name) is missing; LATENTWALK_RECORD=1 writes it")
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard expected != text else { return }
  let lines = zip(
    expected.split(separator: "\n", omittingEmptySubsequences: false),
    text.split(separator: "\n", omittingEmptySubsequences: false))
  let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
  throw GoldenMismatch(
    description: """
      \(name) differs from line \((first?.offset ?? 0) + 1):
      - \(first.map { String($0.element.0) } ?? "(end)")
      + \(first.map { String($0.element.1) } ?? "(end)")
      """)
}
