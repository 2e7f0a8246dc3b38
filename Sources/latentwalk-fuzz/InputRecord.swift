internal import FileFormats
internal import Foundation

/// A file with the input that is being read: what is left of a reader that crashes.
final class InputRecord {
  private let file: FileHandle

  init(_ path: String) throws {
    try writeFile([], to: path)
    file = try FileHandle(forWritingTo: URL(filePath: path))
  }

  /// Puts an input in place of the one before.
  func note(_ number: Int, _ input: [UInt8]) throws {
    let head = [UInt64(number), UInt64(input.count)].flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    try file.seek(toOffset: 0)
    try file.write(contentsOf: Data(head + input))
  }

  /// The input that was noted last in the file at `path`; nil before the first.
  static func last(of path: String) -> (number: Int, input: [UInt8])? {
    guard let bytes = try? readFile(path), bytes.count >= 16 else { return nil }
    func integer(at place: Int) -> Int {
      bytes[place..<place + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    return (integer(at: 0), Array(bytes[16...].prefix(integer(at: 8))))
  }
}
