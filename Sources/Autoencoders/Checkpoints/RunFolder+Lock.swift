internal import FileFormats
internal import Foundation

extension RunFolder {
  /// The lock of a folder; nil where the file system has none.
  ///
  /// - Throws: `RunFolderError.inUse` where another holds it.
  static func lock(_ files: HeldFolder) throws(RunFolderError) -> FolderLock? {
    let attempt: FolderLock.Attempt
    do { attempt = try FolderLock.acquire(in: files) } catch { throw .file(error) }
    switch attempt {
    case .held(let lock): return lock
    case .unsupported: return nil
    case .inUse(let holder):
      throw .inUse(path: files.path, process: holder.process, host: holder.host)
    }
  }

  /// Deletes the run at `path` with all of its files.
  ///
  /// - Throws: `RunFolderError`, as where it is no run or a process writes it.
  public static func delete(_ path: String) throws(RunFolderError) {
    try withSoleRight(to: path) { () throws(FileError) in
      do { try FileManager.default.removeItem(atPath: path) } catch {
        throw FileError(.write, path, code: systemCode(of: error) ?? EIO)
      }
    }
  }

  /// Gives the run at `path` another path, at which nothing must be.
  ///
  /// - Throws: `RunFolderError`, as where it is no run or a process writes it.
  public static func move(_ path: String, to target: String) throws(RunFolderError) {
    try withSoleRight(to: path) { () throws(FileError) in
      do { try FileManager.default.moveItem(atPath: path, toPath: target) } catch {
        throw FileError(.write, target, code: systemCode(of: error) ?? EIO)
      }
    }
  }

  private static func withSoleRight(
    to path: String, _ work: () throws(FileError) -> Void
  ) throws(RunFolderError) {
    guard isRun(path) else { throw .noRun(path: path) }
    let files: HeldFolder
    do { files = try HeldFolder(path) } catch { throw .file(error) }
    var held: FolderLock?
    do { held = try lock(files) } catch {
      // On a disk that is full there is no room for a lock, and a reason to delete runs.
      guard case .file = error else { throw error }
    }
    do { try work() } catch { throw .file(error) }
    withExtendedLifetime(held) {}
  }
}
