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
