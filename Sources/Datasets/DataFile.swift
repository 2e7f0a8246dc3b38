internal import FileFormats

/// A file that a data set is made of, opened once: what it is and what it holds are of one and the same.
struct DataFile {
  private static let fileSystem = LocalFileSystem()
  private let file: OpenFile

  /// Opens the file at a path.
  init(_ path: String) throws(DatasetError) {
    do { file = try Self.fileSystem.open(reading: path) } catch { throw .file(error) }
  }

  /// What it is by its first bytes; nil where they do not show it.
  func kind() throws(DatasetError) -> FileKind? {
    do {
      return FileKind(beginning: try Self.fileSystem.read(FileKind.beginning, at: 0, of: file))
    } catch { throw .file(error) }
  }

  /// All of its bytes.
  func bytes() throws(DatasetError) -> [UInt8] {
    do { return try Self.fileSystem.contents(of: file) } catch { throw .file(error) }
  }
}
