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
