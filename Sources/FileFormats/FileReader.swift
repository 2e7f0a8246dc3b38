internal import Foundation

/// A file that is read from its start piece by piece.
package final class FileReader {
  /// Bytes of the whole file.
  let size: Int
  private let path: String
  private let file: FileHandle

  /// Opens the file at `path`.
  init(_ path: String) throws(FileError) {
    self.path = path
    do {
      file = try FileHandle(forReadingFrom: URL(filePath: path))
      size = Int(clamping: try file.seekToEnd())
      try file.seek(toOffset: 0)
    } catch {
      throw FileError(.read, path, code: systemCode(of: error) ?? EIO)
    }
  }

  deinit { try? file.close() }

  /// The next `count` bytes, which the file had when it was opened.
  func read(_ count: Int) throws(FileError) -> [UInt8] {
    guard count > 0 else { return [] }
    do {
      let bytes = [UInt8](try file.read(upToCount: count) ?? Data())
      if bytes.count == count { return bytes }
    } catch {
      throw FileError(.read, path, code: systemCode(of: error) ?? EIO)
    }
    // Somebody has cut it off since.
    throw FileError(.read, path, code: EIO)
  }

  /// The first bytes of the file at `path`, at most `count`; none where it cannot be read.
  package static func beginning(of path: String, _ count: Int) -> [UInt8]? {
    guard let file = try? FileReader(path) else { return nil }
    return try? file.read(min(count, file.size))
  }
}

/// What the file at `path` is by its first bytes; nil where they do not show it, or where it is no file.
package func kindOfFile(at path: String) -> FileKind? {
  guard natureOfWhatIsNoFile(at: path) == nil else { return nil }
  return FileReader.beginning(of: path, 512).flatMap { FileKind(beginning: $0) }
}
