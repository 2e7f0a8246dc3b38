internal import Foundation

/// A folder that is written by its descriptor: it may be renamed meanwhile, and no link in it is followed.
package final class HeldFolder: Sendable {
  /// The open folder.
  package let folder: OpenFile
  /// The calls that it is written by.
  package let fileSystem: any FileSystem

  /// The path that it was opened by.
  package var path: String { folder.path }
  /// Where it is now; nil where it was deleted.
  package var currentPath: String? { folder.currentPath }

  /// Opens the folder at `path`.
  package init(
    _ path: String, on fileSystem: any FileSystem = LocalFileSystem()
  ) throws(FileError) {
    folder = try OpenFile(folder: path)
    self.fileSystem = fileSystem
  }

  private init(_ folder: OpenFile, on fileSystem: any FileSystem) {
    (self.folder, self.fileSystem) = (folder, fileSystem)
  }

  /// A name in the folder.
  package func place(_ name: String) -> FilePlace { FilePlace(folder: folder, name: name) }

  /// The folder `name` in this one, created where it is not there.
  package func subfolder(_ name: String) throws(FileError) -> HeldFolder {
    try fileSystem.createFolder(place(name))
    return HeldFolder(try OpenFile(folder: name, in: folder), on: fileSystem)
  }

  /// Creates the folder `name` in this one where it is not there, without opening it: its files are then named by
  /// paths from here, as in `history/file`.
  package func createFolder(_ name: String) throws(FileError) {
    switch folder.kind(of: name) {
    case .other(.folder): break
    case .other(let nature): throw FileError(.replace(nature), place(name).path, code: EEXIST)
    case .file, .nothing: try fileSystem.createFolder(place(name))
    }
  }

  /// Whether the folder has the file `name`.
  package func hasFile(_ name: String) -> Bool { folder.kind(of: name) == .file }

  /// The names in the folder that begin with `prefix`; none where it cannot be listed.
  package func names(beginningWith prefix: String) -> [String] {
    let names = currentPath.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) }
    return (names ?? []).filter { $0.hasPrefix(prefix) }
  }

  /// All bytes of the file `name`.
  package func contents(of name: String) throws(FileError) -> [UInt8] {
    try fileSystem.contents(of: try fileSystem.open(place(name), .read))
  }

  /// Writes `bytes` to the file `name`, so that a reader, and whoever looks after a loss of power, sees
  /// either the old file or the whole new one: they go to a temporary file that is then renamed.
  ///
  /// - Throws: `FileError`, of `Operation.replace` where something stands there that is no file.
  package func replace(_ name: String, with bytes: [UInt8]) throws(FileError) {
    if case .other(let nature) = folder.kind(of: name) {
      throw FileError(.replace(nature), place(name).path, code: EEXIST)
    }
    let permissions = try? fileSystem.open(place(name), .read).permissions
    do throws(FileError) {
      let (temporary, file) = try createTemporaryFile(for: name)
      do throws(FileError) {
        if let permissions { file.setPermissions(permissions) }
        try fileSystem.writeAll(bytes, to: file)
        try fileSystem.synchronize(file)
        try fileSystem.rename(temporary, to: name)
      } catch {
        try? fileSystem.remove(temporary)
        throw error
      }
      // Until here its lock keeps it from being swept.
      withExtendedLifetime(file) {}
      try fileSystem.synchronize(folder)
    } catch {
      // A person knows the file, not the temporary one.
      throw FileError(error.operation, place(name).path, code: error.code)
    }
  }
}
