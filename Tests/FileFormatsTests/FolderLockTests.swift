import FileFormats
import Foundation
import TestSupport
import Testing

struct FolderLockTests {
  private static let ownProcess = Int(ProcessInfo.processInfo.processIdentifier)

  private static func lock(_ path: String) throws -> FolderLock? {
    if case .held(let lock) = try FolderLock.acquire(in: HeldFolder(path)) { lock } else { nil }
  }

  @Test func oneAtATimeHasIt() throws {
    try withTemporaryFolder { path in
      #expect(FolderLock.holder(of: path) == nil)
      var lock = try Self.lock(path)
      #expect(lock != nil)
      guard case .inUse(let holder) = try FolderLock.acquire(in: HeldFolder(path)) else {
        Issue.record("a second lock was given")
        return
      }
      #expect(holder.process == Self.ownProcess && holder.host?.isEmpty == false)
      #expect(FolderLock.holder(of: path) == holder)
      lock = nil
      #expect(lock == nil && FolderLock.holder(of: path) == nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [])
      #expect(try Self.lock(path) != nil)
    }
  }

  /// A process that was killed leaves the file, not the lock.
  @Test func aFileAloneIsNoLock() throws {
    try withTemporaryFolder { path in
      try writeFile(Array("12345 elsewhere\n and more".utf8), to: "\(path)/\(FolderLock.name)")
      #expect(FolderLock.holder(of: path) == nil)
      let lock = try Self.lock(path)
      #expect(lock != nil)
      #expect(
        String(decoding: try readFile("\(path)/\(FolderLock.name)"), as: UTF8.self)
          .hasPrefix("\(Self.ownProcess) "))
      withExtendedLifetime(lock) {}
    }
  }

  /// The text is for people; a lock is one on a full disk too.
  @Test func aFullDiskIsLocked() throws {
    try withTemporaryFolder { path in
      let system = FaultyFileSystem()
      system.fault = .full(after: 0, code: ENOSPC)
      let folder = try HeldFolder(path, on: system)
      guard case .held(let lock) = try FolderLock.acquire(in: folder) else {
        Issue.record("no lock was given")
        return
      }
      guard case .inUse(let holder) = try FolderLock.acquire(in: folder) else {
        Issue.record("a second lock was given")
        return
      }
      #expect(holder.process == nil && holder.host == nil)
      withExtendedLifetime(lock) {}
    }
  }

  @Test func aFolderMovesWithItsLock() throws {
    try withTemporaryFolder { path in
      try createFolder("\(path)/old")
      var lock = try Self.lock("\(path)/old")
      try FileManager.default.moveItem(atPath: "\(path)/old", toPath: "\(path)/new")
      #expect(lock != nil && FolderLock.holder(of: "\(path)/new")?.process == Self.ownProcess)
      lock = nil
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(path)/new") == [])
    }
  }
}
