internal import Foundation

/// A file or folder that could not be read or written.
public struct FileError: Error, Equatable {
  /// A use of a file or folder that may fail.
  public enum Operation: Sendable {
    /// Reading a file.
    case read
    /// Writing a file.
    case write
    /// Creating a folder.
    case create
    /// Writing a file where something else stands: a link, a pipe, a device or a folder.
    case replace
    /// Reading a pipe or a device where a file is needed.
    case readSpecial
  }

  /// The use that failed.
  public let operation: Operation
  /// The file or folder it failed on.
  public let path: String
  /// The system's error number, as `strerror` explains it.
  public let code: Int32

  /// The error of an operation that gave the system's error number `code`.
  public init(_ operation: Operation, _ path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }
}

/// All bytes of the file at `path`.
package func readFile(_ path: String) throws(FileError) -> [UInt8] {
  do {
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
  } catch {
    throw FileError(.read, path, code: systemCode(of: error) ?? EIO)
  }
}

/// All bytes of the file at `path`, which must be on a disk: a pipe that nobody writes would be waited for.
package func readRegularFile(_ path: String) throws(FileError) -> [UInt8] {
  try OpenFile(regular: path).contents()
}

/// Likewise its last bytes, `limit` or a few more, and whether they are all.
package func readEndOfRegularFile(
  _ path: String, limit: Int
) throws(FileError) -> (bytes: [UInt8], isWhole: Bool) {
  try OpenFile(regular: path).end(limit: limit)
}

/// Writes `bytes` to `path` so that a reader sees either the old file or the whole new one: they go
/// to a sibling that is then renamed. Through a link the file it names is written; a device or a pipe is
/// written as it stands.
package func writeFile(_ bytes: [UInt8], to path: String) throws(FileError) {
  let target = URL(filePath: path).resolvingSymlinksInPath()
  do {
    if isSpecial(target.path) {
      try FileHandle(forWritingTo: target).write(contentsOf: Data(bytes))
    } else {
      try Data(bytes).write(to: target, options: .atomic)
    }
  } catch {
    throw FileError(.write, path, code: systemCode(of: error) ?? EIO)
  }
}

/// Whether something stands at `path` that is neither a file nor a folder.
private func isSpecial(_ path: String) -> Bool {
  let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  return type.map { ![.typeRegular, .typeDirectory].contains($0) } ?? false
}

/// Creates the folder at `path` and those above it.
package func createFolder(_ path: String) throws(FileError) {
  do {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
  } catch {
    throw FileError(.create, path, code: systemCode(of: error) ?? EIO)
  }
}

/// The system's error number behind an error of Foundation.
package func systemCode(of error: any Error) -> Int32? {
  let error = error as NSError
  if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
  if let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error {
    return systemCode(of: underlying)
  }
  switch CocoaError.Code(rawValue: error.code) {
  case .fileReadNoSuchFile, .fileNoSuchFile: return ENOENT
  case .fileReadNoPermission, .fileWriteNoPermission: return EACCES
  case .fileWriteOutOfSpace: return ENOSPC
  default: return nil
  }
}

/// Whether a readable folder stands at `path`.
package func isFolder(_ path: String) -> Bool {
  (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
}

/// Whether anything stands at `path`.
package func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
