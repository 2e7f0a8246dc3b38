/// A file that grows by whole records at its end, such as the lines of a text. They are kept in memory until they
/// are written, and what a failure left of one is completed by the next write.
package final class GrowingFile {
  /// Bytes that are kept in memory at most; further records are refused.
  package static let limit = 16 << 20

  private let folder: HeldFolder
  private let name: String
  private var file: OpenFile
  private var unwritten: [UInt8] = []
  /// What the whole file is to be before the records that are not written; nil where it stays as it is.
  private var replacement: [UInt8]?

  /// Opens the file `name`, which must be there, for writing at its end.
  package init(_ name: String, in folder: HeldFolder) throws(FileError) {
    (self.name, self.folder) = (name, folder)
    file = try folder.fileSystem.open(folder.place(name), .append)
  }

  /// Opens a text likewise, and first ends a line that was cut off at its end.
  package convenience init(lines name: String, in folder: HeldFolder) throws(FileError) {
    try self.init(name, in: folder)
    let lineBreak = UInt8(ascii: "\n")
    if let last = folder.fileSystem.lastByte(of: file), last != lineBreak {
      unwritten = [lineBreak]
    }
  }

  /// Bytes of records that are not written yet.
  package var unwrittenCount: Int { unwritten.count }

  /// Whether the next write replaces the file as a whole.
  package var isToBeReplaced: Bool { replacement != nil }

  /// Takes bytes in place of all records so far, written or not; the next write replaces the file.
  package func replace(with bytes: [UInt8]) { (replacement, unwritten) = (bytes, []) }

  /// Takes a line, without its break, that is to be written; false where there is no room for it.
  package func append(line: String) -> Bool { append(Array("\(line)\n".utf8)) }

  /// Takes a record that is to be written; false where there is no room for it.
  package func append(_ bytes: [UInt8]) -> Bool {
    guard unwritten.count + bytes.count <= Self.limit else { return false }
    unwritten += bytes
    return true
  }

  /// Writes the records that are not written yet, or as much of them as can be.
  package func write() throws(FileError) {
    if isToBeReplaced { return try writeAnew() }
    var rest = unwritten[...]
    defer { unwritten = Array(rest) }
    try folder.fileSystem.writeAll(&rest, to: file)
  }

  /// Returns when all records outlive a loss of power. A file that was deleted or replaced is written anew.
  package func synchronize() throws(FileError) {
    if folder.folder.identity(of: name) != file.identity { try writeAnew() }
    try write()
    try folder.fileSystem.synchronize(file)
  }

  private func writeAnew() throws(FileError) {
    try folder.replace(name, with: try contents())
    file = try folder.fileSystem.open(folder.place(name), .append)
    (replacement, unwritten) = (nil, [])
  }

  /// The records that are in memory alone.
  package var unwrittenContents: [UInt8] { (replacement ?? []) + unwritten }

  /// All records, written or not.
  package func contents() throws(FileError) -> [UInt8] {
    if let replacement { return replacement + unwritten }
    return try folder.fileSystem.contents(of: file) + unwritten
  }
}
