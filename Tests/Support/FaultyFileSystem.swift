package import FileFormats
internal import Foundation
internal import Synchronization

/// The machine's file system with a fault that comes and goes.
package final class FaultyFileSystem: FileSystem {
  /// What is wrong.
  package enum Fault: Equatable, Sendable {
    /// Every call fails but those that read what is open, or at a path: a disk that went read-only or away, a
    /// permission that was taken, a folder that vanished.
    case refuses(code: Int32)
    /// So many bytes find room, then none: a full disk, a quota, a limit on the size of files.
    case full(after: Int, code: Int32)
    /// A write takes so many bytes at most.
    case partial(bytes: Int)
    /// Every call takes so many seconds.
    case slow(seconds: Double)
    /// Bytes cannot be read: a disk that wears out.
    case unreadable(code: Int32)
    /// The next file that is created is swept before its creator can lock it.
    case sweepsOnce
  }

  private struct State {
    var fault: Fault?
    var written = 0
    var failures = 0
  }

  private let real = LocalFileSystem()
  private let folder: String
  private let state = Mutex(State())

  /// - Parameter folder: paths that begin so have the fault; all by default.
  package init(in folder: String = "") { self.folder = folder }

  /// What is wrong now; nil for nothing.
  package var fault: Fault? {
    get { state.withLock(\.fault) }
    set { state.withLock { ($0.fault, $0.written) = (newValue, 0) } }
  }

  /// Calls that failed so far.
  package var failures: Int { state.withLock(\.failures) }

  private func check(_ path: String) throws(FileError) {
    guard path.hasPrefix(folder) else { return }
    switch fault {
    case .refuses(let code): try fail(path, code)
    case .slow(let seconds): Thread.sleep(forTimeInterval: seconds)
    case .full, .partial, .unreadable, .sweepsOnce, nil: break
    }
  }

  private func fail(
    _ path: String, _ code: Int32, _ operation: FileError.Operation = .write
  ) throws(FileError) {
    state.withLock { $0.failures += 1 }
    throw FileError(operation, path, code: code)
  }

  /// How many of `bytes` may be written.
  private func room(for bytes: Int, in path: String) throws(FileError) -> Int {
    guard path.hasPrefix(folder) else { return bytes }
    switch fault {
    case .partial(let most): return min(bytes, most)
    case .full(let most, let code):
      let room = state.withLock { state in
        defer { state.written += min(bytes, most - state.written) }
        return min(bytes, most - state.written)
      }
      if room == 0 { try fail(path, code) }
      return room
    case .refuses, .slow, .unreadable, .sweepsOnce, nil: return bytes
    }
  }

  package func open(reading path: String) throws(FileError) -> OpenFile {
    try real.open(reading: path)
  }

  package func open(_ place: FilePlace, _ mode: OpenMode) throws(FileError) -> OpenFile {
    try check(place.path)
    let file = try real.open(place, mode)
    if mode == .create, fault == .sweepsOnce {
      fault = nil
      try real.remove(place)
    }
    return file
  }

  package func read(
    _ count: Int, at offset: Int, of file: OpenFile
  ) throws(FileError) -> [UInt8] {
    if file.path.hasPrefix(folder), case .unreadable(let code) = fault {
      try fail(file.path, code, .read)
    }
    return try real.read(count, at: offset, of: file)
  }

  package func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileError) -> Int {
    try check(file.path)
    return try real.write(bytes.prefix(room(for: bytes.count, in: file.path)), to: file)
  }

  package func synchronize(_ file: OpenFile) throws(FileError) {
    try check(file.path)
    try real.synchronize(file)
  }

  package func rename(_ place: FilePlace, to name: String) throws(FileError) {
    try check(place.path)
    try real.rename(place, to: name)
  }

  package func remove(_ place: FilePlace) throws(FileError) {
    try check(place.path)
    try real.remove(place)
  }

  package func createFolder(_ place: FilePlace) throws(FileError) {
    try check(place.path)
    try real.createFolder(place)
  }
}
