import FileFormats
import Foundation
import TestSupport
import Testing

struct FileAccessTests {
  @Test func writesAndReads() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/file"
      try writeFile([1, 2, 3], to: path)
      try writeFile([4, 5], to: path)
      #expect(try readFile(path) == [4, 5])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])
    }
  }

  /// A device is written, not replaced by a file of its name: full is one where every write fails.
  @Test(.enabled(if: exists("/dev/full")))
  func leavesDevicesInPlace() throws {
    try withTemporaryFolder { folder in
      let link = "\(folder)/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/full")
      #expect(throws: FileError(.write, link, code: ENOSPC)) { try writeFile([1], to: link) }
      let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type]
      #expect(type as? FileAttributeType == .typeCharacterSpecial)
    }
  }

  @Test func writesThroughLinks() throws {
    try withTemporaryFolder { folder in
      try writeFile([1], to: "\(folder)/file")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "file")
      try writeFile([2], to: "\(folder)/link")
      #expect(try readFile("\(folder)/file") == [2])
    }
  }

  /// A link that leads nowhere yet is the name of the file, and stays a link.
  @Test func writesWhereALinkLeads() throws {
    try withTemporaryFolder { folder in
      try createFolder("\(folder)/in")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "in/next")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/in/next", withDestinationPath: "file")
      try writeFile([3], to: "\(folder)/link")
      #expect(try readFile("\(folder)/in/file") == [3] && readFile("\(folder)/link") == [3])
      #expect(throws: FileError(.replace(.folder), "\(folder)/in", code: EEXIST)) {
        try writeFile([1], to: "\(folder)/in")
      }
    }
  }

  /// The name of a file may be as long as the system lets it be, whatever that of its temporary one would be.
  @Test func writesFilesOfLongNames() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/" + String(repeating: "\u{e9}", count: 120) + ".png"
      try writeFile([1], to: path)
      #expect(try readFile(path) == [1])
    }
  }

  /// In a process of its own, which gives up the right to list everything.
  @Test(.mustEnd) func writesIntoFoldersThatMayNotBeListed() async throws {
    let folder = NSTemporaryDirectory() + "/latentwalk-unlisted-\(getpid())"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o333])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .success) { [folder = folder as String] in
      if getuid() == 0 { try #require(setuid(65534) == 0) }
      try writeFile([1], to: "\(folder)/file")
      #expect(!isFolder(folder))
      #expect(try readFile("\(folder)/file") == [1])
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])
  }

  @Test func saysWhichFileAndWhy() throws {
    try withTemporaryFolder { folder in
      let missing = "\(folder)/none"
      #expect(throws: FileError(.read, missing, code: ENOENT)) { try readFile(missing) }
      #expect(throws: FileError(.write, "\(missing)/file", code: ENOENT)) {
        try writeFile([1], to: "\(missing)/file")
      }
      #expect(isFolder(folder) && !isFolder(missing) && exists(folder) && !exists(missing))
    }
  }
}
