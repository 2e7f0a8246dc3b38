internal import Foundation

/// The sole right to write a folder, held by a lock on a file in it until the last reference goes or the
/// process dies. Readers need none.
package final class FolderLock: Sendable {
  /// A process that has the right.
  package struct Holder: Equatable, Sendable {
    /// Its number; nil where it has not said yet.
    package let process: Int?
    /// The machine it runs on.
    package let host: String?

    /// Reads what a holder wrote into the file.
    init(_ bytes: [UInt8]) {
      let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      process = words.first.flatMap { Int($0) }
      host = words.dropFirst().first.map(String.init)
    }
  }

  /// What came of asking for the right.
  package enum Attempt: Sendable {
    /// It is held.
    case held(FolderLock)
    /// Another process has it, or this one.
    case inUse(Holder)
    /// The file system has no locks.
    case unsupported
  }

  /// The name of the file.
  package static let name = ".latentwalk-lock"

  /// Who looks whether a folder is in use holds its lock for a moment: it is asked for more than once.
  private static let attempts = 5
  private static let pause = 0.02

  private let folder: HeldFolder
  private let file: OpenFile

  private init(_ folder: HeldFolder, _ file: OpenFile) {
    (self.folder, self.file) = (folder, file)
    file.truncate()
    let process = ProcessInfo.processInfo.processIdentifier
    // Of use to a person only: a disk may be full.
    try? folder.fileSystem.writeAll(Array("\(process) \(hostName())\n".utf8), to: file)
  }

  deinit {
    guard folder.folder.identity(of: Self.name) == file.identity else { return }
    try? folder.fileSystem.remove(folder.place(Self.name))
  }

  /// Asks for the sole right to write a folder, without waiting for it.
  package static func acquire(in folder: HeldFolder) throws(FileError) -> Attempt {
    var holder = Holder([])
    for _ in 0..<attempts {
      let file = try folder.fileSystem.open(folder.place(name), .update)
      switch file.lock() {
      case .unsupported: return .unsupported
      case .held:
        // Who had it before removed the file while it was being opened: that lock is of no use.
        guard folder.folder.identity(of: name) == file.identity else { continue }
        return .held(FolderLock(folder, file))
      case .busy:
        holder = Holder((try? folder.fileSystem.contents(of: file)) ?? [])
        Thread.sleep(forTimeInterval: pause)
      }
    }
    return .inUse(holder)
  }

  /// Who writes the folder at `path` now; nil where nobody does, or where that cannot be found out.
  package static func holder(of path: String) -> Holder? {
    guard exists("\(path)/\(name)"), let folder = try? HeldFolder(path),
      let file = try? folder.fileSystem.open(folder.place(name), .read),
      file.lock(isShared: true) == .busy
    else { return nil }
    return Holder((try? folder.fileSystem.contents(of: file)) ?? [])
  }
}
