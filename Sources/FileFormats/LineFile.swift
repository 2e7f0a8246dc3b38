/// A text file that grows by whole lines at its end. Lines are kept in memory until they are written, and
/// what a failure left of a line is completed by the next write.
package final class LineFile {
  /// Bytes of lines that are kept in memory at most; further ones are refused.
  package static let limit = 16 << 20

  private let folder: HeldFolder
  private let name: String
  private var file: OpenFile
  private var unwritten: [UInt8] = []
  /// What the whole file is to be before the lines that are not written; nil where it stays as it is.
  private var replacement: [UInt8]?

  /// Opens the file `name`, which must be there, for writing at its end. A line that was cut off there is
  /// ended first.
  package init(_ name: String, in folder: HeldFolder) throws(FileError) {
    (self.name, self.folder) = (name, folder)
    file = try folder.fileSystem.open(folder.place(name), .append)
    let lineBreak = UInt8(ascii: "\n")
    if let last = folder.fileSystem.lastByte(of: file), last != lineBreak {
      unwritten = [lineBreak]
    }
  }

  /// Whether all lines are written.
  package var isWritten: Bool { !isToBeReplaced && unwritten.isEmpty }

  /// Whether the next write replaces the file as a whole.
  package var isToBeReplaced: Bool { replacement != nil }

  /// Takes a text in place of all lines so far, written or not; the next write replaces the file.
  package func replace(with text: [UInt8]) { (replacement, unwritten) = (text, []) }

  /// Takes a line, without its break, that is to be written; false where there is no room for it.
  package func append(_ line: String) -> Bool {
    let bytes = Array("\(line)\n".utf8)
    guard unwritten.count + bytes.count <= Self.limit else { return false }
    unwritten += bytes
    return true
  }

  /// Writes the lines that are not written yet, or as much of them as can be.
  package func write() throws(FileError) {
    if isToBeReplaced { return try writeAnew() }
    var rest = unwritten[...]
    defer { unwritten = Array(rest) }
    try folder.fileSystem.writeAll(&rest, to: file)
  }

  /// Returns when all lines outlive a loss of power. A file that was deleted or replaced is written anew.
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

  /// The lines that are in memory alone.
  package var unwrittenContents: [UInt8] { (replacement ?? []) + unwritten }

  /// The whole text, written or not.
  package func contents() throws(FileError) -> [UInt8] {
    if let replacement { return replacement + unwritten }
    return try folder.fileSystem.contents(of: file) + unwritten
  }
}
