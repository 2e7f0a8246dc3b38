import FileFormats
import Foundation
import TestSupport
import Testing

struct HeldFolderTests {
  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func writesAndReads() throws {
    try withTemporaryFolder { path in
      let folder = try HeldFolder(path)
      try folder.replace("file", with: [1, 2, 3])
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: "\(path)/file")
      try folder.replace("file", with: [4, 5])
      #expect(try folder.contents(of: "file") == [4, 5])
      #expect(try readFile("\(path)/file") == [4, 5])
      let mode = try FileManager.default.attributesOfItem(atPath: "\(path)/file")[.posixPermissions]
      #expect(mode as? Int == 0o640)
      try folder.subfolder("in").replace("file", with: [6])
      try folder.subfolder("in").replace("other", with: [7])
      #expect(try Self.names(in: "\(path)/in") == ["file", "other"])
      #expect(try Self.names(in: path) == ["file", "in"])
    }
  }

  /// Whatever fails, the old file is there and nothing else.
  @Test(arguments: [
    FaultyFileSystem.Fault.refuses(code: EROFS), .refuses(code: EACCES), .refuses(code: EIO),
    .full(after: 0, code: ENOSPC), .full(after: 5, code: EDQUOT), .full(after: 9, code: EFBIG),
  ])
  func aFailureLeavesTheOldFile(fault: FaultyFileSystem.Fault) throws {
    try withTemporaryFolder { path in
      let system = FaultyFileSystem()
      let folder = try HeldFolder(path, on: system)
      try folder.replace("file", with: [1, 2, 3])
      system.fault = fault
      let error = try #require(throws: FileError.self) {
        try folder.replace("file", with: Array(repeating: 7, count: 10))
      }
      let code: Int32 =
        switch fault {
        case .refuses(let code), .full(_, let code): code
        default: 0
        }
      #expect(error == FileError(.write, "\(path)/file", code: code))
      system.fault = nil
      #expect(try Self.names(in: path) == ["file"] && folder.contents(of: "file") == [1, 2, 3])
    }
  }

  @Test(arguments: [FaultyFileSystem.Fault.partial(bytes: 3), .slow(seconds: 0.001)])
  func whatIsNoFailureIsWaitedFor(fault: FaultyFileSystem.Fault) throws {
    try withTemporaryFolder { path in
      let system = FaultyFileSystem()
      system.fault = fault
      try HeldFolder(path, on: system).replace("file", with: Array(0..<100))
      #expect(try readFile("\(path)/file") == Array(0..<100))
    }
  }

  @Test func aLinkIsNotWrittenThrough() throws {
    try withTemporaryFolder { path in
      try createFolder("\(path)/folder")
      try createFolder("\(path)/elsewhere")
      try writeFile([1], to: "\(path)/precious")
      for (link, target) in [("file", "../precious"), ("pictures", "../elsewhere")] {
        try FileManager.default.createSymbolicLink(
          atPath: "\(path)/folder/\(link)", withDestinationPath: target)
      }
      let folder = try HeldFolder("\(path)/folder")
      #expect(throws: FileError(.replace(.link), "\(path)/folder/file", code: EEXIST)) {
        try folder.replace("file", with: [2])
      }
      #expect(throws: FileError(.replace(.link), "\(path)/folder/file", code: EEXIST)) {
        try GrowingFile(lines: "file", in: folder)
      }
      let error = try #require(throws: FileError.self) { try folder.subfolder("pictures") }
      #expect(error == FileError(.replace(.link), "\(path)/folder/pictures", code: EEXIST))
      #expect(try readFile("\(path)/precious") == [1])
      #expect(try Self.names(in: "\(path)/elsewhere") == [])
    }
  }

  /// A pipe that nobody reads would block whoever opens it.
  @Test(.mustEnd) func aPipeIsRefused() throws {
    try withTemporaryFolder { path in
      try makeNamedPipe("\(path)/file")
      let folder = try HeldFolder(path)
      #expect(throws: FileError(.replace(.pipe), "\(path)/file", code: EEXIST)) {
        try folder.replace("file", with: [2])
      }
      let written = try #require(throws: FileError.self) {
        try GrowingFile(lines: "file", in: folder)
      }
      #expect(written.operation == .replace(.pipe))
      let read = try #require(throws: FileError.self) { try folder.contents(of: "file") }
      #expect(read.operation == .readSpecial(.pipe))
    }
  }

  /// What keeps a folder from being opened in this one is told as it is.
  @Test func anObstacleToASubfolderIsNamed() throws {
    try withTemporaryFolder { path in
      let folder = try HeldFolder(path)
      try folder.replace("pictures", with: [1])
      #expect(throws: FileError(.create, "\(path)/pictures", code: EEXIST)) {
        try folder.subfolder("pictures")
      }
      try createFolder("\(path)/other")
      #expect(throws: FileError(.replace(.folder), "\(path)/other", code: EEXIST)) {
        try folder.replace("other", with: [1])
      }
    }
  }

  /// A write that takes nothing and gives no reason is not asked for ever.
  @Test(.mustEnd) func aWriteOfNothingIsAnError() throws {
    try withTemporaryFolder { path in
      let system = FaultyFileSystem()
      let folder = try HeldFolder(path, on: system)
      try folder.replace("file", with: [1])
      system.fault = .partial(bytes: 0)
      #expect(throws: FileError(.write, "\(path)/file", code: EIO)) {
        try folder.replace("file", with: [2])
      }
      let lines = try GrowingFile(lines: "file", in: folder)
      #expect(lines.append(line: "more"))
      #expect(throws: FileError(.write, "\(path)/file", code: EIO)) { try lines.write() }
    }
  }

  /// Who sweeps may come between the creation of a temporary file and its lock.
  @Test func aSweepAtTheWrongMomentCostsNothing() throws {
    try withTemporaryFolder { path in
      let system = FaultyFileSystem()
      system.fault = .sweepsOnce
      try HeldFolder(path, on: system).replace("file", with: [1, 2])
      #expect(system.fault == nil)
      #expect(try readFile("\(path)/file") == [1, 2] && Self.names(in: path) == ["file"])
    }
  }

  @Test func filesThatAreLackingAreCopied() throws {
    try withTemporaryFolder { path in
      try createFolder("\(path)/from/in")
      try createFolder("\(path)/to")
      for name in ["a", "b", "in/c", ".latentwalk-a.7-1.partial", FolderLock.name] {
        try writeFile(Array(name.utf8), to: "\(path)/from/\(name)")
      }
      try writeFile([1], to: "\(path)/to/a")
      try HeldFolder("\(path)/from").copyFiles(lackingIn: HeldFolder("\(path)/to"))
      #expect(try Self.names(in: "\(path)/to") == ["a", "b", "in"])
      #expect(
        try readFile("\(path)/to/a") == [1] && readFile("\(path)/to/in/c") == Array("in/c".utf8))
    }
  }

  @Test func aFolderThatIsRenamedGoesOnBeingWritten() throws {
    try withTemporaryFolder { path in
      try createFolder("\(path)/old")
      let folder = try HeldFolder("\(path)/old")
      #expect(folder.currentPath == "\(path)/old")
      try FileManager.default.moveItem(atPath: "\(path)/old", toPath: "\(path)/new")
      // One of the old name is somebody else's.
      try createFolder("\(path)/old")
      try folder.replace("file", with: [1])
      #expect(try Self.names(in: "\(path)/new") == ["file"])
      #expect(try Self.names(in: "\(path)/old") == [])
      let current = try #require(folder.currentPath)
      #expect(URL(filePath: current).lastPathComponent == "new")
    }
  }

  @Test func aFolderThatIsDeletedIsNoticed() throws {
    try withTemporaryFolder { path in
      try createFolder("\(path)/folder")
      let folder = try HeldFolder("\(path)/folder")
      try FileManager.default.removeItem(atPath: "\(path)/folder")
      #expect(folder.currentPath == nil)
      #expect(throws: FileError(.write, "\(path)/folder/file", code: ENOENT)) {
        try folder.replace("file", with: [1])
      }
    }
  }

  /// What a killed program left is removed; what another is writing is not.
  @Test func temporaryFilesAreSweptUnlessTheyAreWritten() throws {
    try withTemporaryFolder { path in
      let folder = try HeldFolder(path)
      let left = ".latentwalk-model.safetensors.7-1.partial"
      let written = ".latentwalk-bookmarks.json.8-1.partial"
      for name in [left, written, ".latentwalk-mine", "a.partial"] {
        try writeFile([1], to: "\(path)/\(name)")
      }
      #expect(HeldFolder.isTemporary(left) && !HeldFolder.isTemporary("a.partial"))
      let file = try LocalFileSystem().open(folder.place(written), .update)
      #expect(file.lock() == .held)
      folder.removeTemporaryFiles()
      #expect(try Self.names(in: path) == [written, ".latentwalk-mine", "a.partial"])
      withExtendedLifetime(file) {}
    }
  }
}
