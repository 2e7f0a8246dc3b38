internal import Foundation

/// A file or folder that could not be read or written.
public struct FileError: Error, Equatable {
  /// A use of a file or folder that may fail.
  public enum Operation: Equatable, Sendable {
    /// Reading a file.
    case read
    /// Writing a file.
    case write
    /// Creating a folder.
    case create
    /// Writing a file where something else stands.
    case replace(FileNature)
    /// Reading something else where a file is needed.
    case readSpecial(FileNature)
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

/// All bytes of the file at `path`; what is no file is refused by its nature, and never waited for.
package func readFile(_ path: String) throws(FileError) -> [UInt8] {
  try LocalFileSystem().contents(at: path)
}

/// Writes `bytes` to `path` so that a reader, and whoever looks after a loss of power, sees either the old file or
/// the whole new one. Through a link the file it names is written; a device or a pipe is written as it stands.
package func writeFile(_ bytes: [UInt8], to path: String) throws(FileError) {
  do throws(FileError) {
    switch OpenFile.kind(at: path) {
    case .nothing, .file, .other(.folder): try replaceFile(endOfLinks(from: path), with: bytes)
    case .other: try LocalFileSystem().writeAll(bytes, to: OpenFile(writing: path))
    }
  } catch {
    // A person knows the path that was given.
    throw FileError(error.operation, path, code: error.code)
  }
}

private func replaceFile(_ path: String, with bytes: [UInt8]) throws(FileError) {
  let folder = parentFolder(of: path)
  try HeldFolder(folder.isEmpty ? "." : folder).replace(
    (path as NSString).lastPathComponent, with: bytes)
}

/// Where a chain of links leads, which need not be to a file.
private func endOfLinks(from path: String) -> String {
  // As many as the system follows.
  let longestChain = 40
  var path = path
  for _ in 0..<longestChain {
    guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
      return path
    }
    let folder = parentFolder(of: path)
    path = next.hasPrefix("/") ? next : (folder as NSString).appendingPathComponent(next)
  }
  return path
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
