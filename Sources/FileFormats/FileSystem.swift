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

/// The calls of the system by which files in folders are written. Everything in a run's folder is written
/// through them, so that a test can make each of them fail.
package protocol FileSystem: Sendable {
  /// Opens a file.
  func open(_ place: FilePlace, _ mode: OpenMode) throws(FileError) -> OpenFile
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
  func writeAll(_ bytes: [UInt8], to file: OpenFile) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty { rest = rest.dropFirst(try write(rest, to: file)) }
  }
}
