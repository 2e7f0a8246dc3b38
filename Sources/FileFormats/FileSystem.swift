internal import Foundation

/// A file's name in a folder that is open.
package struct FilePlace: Sendable {
  /// The folder.
  package let folder: OpenFile
  /// The file's name in it.
  package let name: String

  /// The path by which the file is known to a person.
  package var path: String { "\(folder.path)/\(name)" }
}

/// A way to open a file; a link is never followed, and nothing is ever waited for.
package enum OpenMode: Sendable {
  /// To be read.
  case read
  /// To be written at its end and read back; it must be there.
  case append
  /// To be read and written; it is created where it is not there.
  case update
  /// To be written; it must not be there.
  case create
}

/// The calls of the system by which files are read and written. Everything in a run's folder goes through them, so
/// that a test can make each of them fail.
package protocol FileSystem: Sendable {
  /// Opens the file at a path to be read; a link is followed, and nothing is ever waited for.
  func open(reading path: String) throws(FileError) -> OpenFile
  /// Opens a file.
  func open(_ place: FilePlace, _ mode: OpenMode) throws(FileError) -> OpenFile
  /// Reads bytes from `offset` on, as many as there are and `count` at most.
  func read(_ count: Int, at offset: Int, of file: OpenFile) throws(FileError) -> [UInt8]
  /// Writes some of `bytes`, and returns how many.
  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError) -> Int
  /// Returns when what was written to a file, or renamed in a folder, outlives a loss of power.
  func synchronize(_ file: OpenFile) throws(FileError)
  /// Puts a file in the place of another of its folder, if there is one.
  func rename(_ place: FilePlace, to name: String) throws(FileError)
  /// Removes a file.
  func remove(_ place: FilePlace) throws(FileError)
  /// Creates a folder where there is none of this name.
  func createFolder(_ place: FilePlace) throws(FileError)
}

extension FileSystem {
  /// Writes all of `bytes`.
  package func writeAll(_ bytes: [UInt8], to file: OpenFile) throws(FileError) {
    var rest = bytes[...]
    try writeAll(&rest, to: file)
  }

  /// Writes all of `bytes`, which keep those that a failure left.
  func writeAll(_ bytes: inout ArraySlice<UInt8>, to file: OpenFile) throws(FileError) {
    while !bytes.isEmpty {
      let count = try write(bytes, to: file)
      // What takes nothing and gives no reason would be asked for ever.
      guard count > 0 else { throw FileError(.write, file.path, code: EIO) }
      bytes = bytes.dropFirst(count)
    }
  }

  /// All bytes of a file, wherever it is written at, from `start` on.
  package func contents(of file: OpenFile, from start: Int = 0) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more than there should be: a file that did not grow meanwhile ends with the first reading.
    let expected = min(max(file.size - start + 1, Self.leastChunk), Self.chunk)
    while true {
      let next = try read(expected, at: start + bytes.count, of: file)
      if next.isEmpty { return bytes }
      bytes += next
    }
  }

  /// All bytes of the file at a path.
  package func contents(at path: String) throws(FileError) -> [UInt8] {
    try contents(of: try open(reading: path))
  }

  /// The last bytes of the file at a path, `limit` at most, and whether they are all.
  package func end(
    at path: String, limit: Int
  ) throws(FileError) -> (bytes: [UInt8], isWhole: Bool) {
    let file = try open(reading: path)
    let start = max(file.size - limit, 0)
    return (try contents(of: file, from: start), start == 0)
  }

  /// The last byte of a file; nil where there is none, or where it cannot be read.
  func lastByte(of file: OpenFile) -> UInt8? {
    file.size > 0 ? try? read(1, at: file.size - 1, of: file).first : nil
  }

  /// Bytes that are read at once, at most and at least; some files hold more than their size says.
  private static var chunk: Int { 1 << 20 }
  private static var leastChunk: Int { 1 << 12 }
}
