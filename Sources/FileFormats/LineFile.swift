internal import Foundation

/// A text file that grows by whole lines at its end.
public final class LineFile {
  private let path: String
  private let file: FileHandle
  /// The last write failed, and may have left part of a line.
  private var isBroken = false

  /// Opens the file at `path`, which must be there, for writing at its end.
  ///
  /// - Throws: `FileError` where it cannot be opened.
  public init(_ path: String) throws(FileError) {
    self.path = path
    do {
      file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.seekToEnd()
    } catch {
      throw FileError(.write, path, code: systemCode(of: error) ?? EIO)
    }
  }

  /// Writes `lines`, each without its line break. After a failure the next lines begin on a line of their
  /// own, so that no more is damaged than was being written.
  ///
  /// - Throws: `FileError` where not all could be written.
  public func append(_ lines: [String]) throws(FileError) {
    let text = (isBroken ? "\n" : "") + lines.map { "\($0)\n" }.joined()
    do {
      try file.write(contentsOf: Data(text.utf8))
      isBroken = false
    } catch {
      isBroken = true
      throw FileError(.write, path, code: systemCode(of: error) ?? EIO)
    }
  }
}
