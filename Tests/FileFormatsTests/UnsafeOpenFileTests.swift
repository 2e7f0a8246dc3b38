import FileFormats
import Foundation
import TestSupport
import Testing

struct UnsafeOpenFileTests {
  /// What is no file is refused by what it is, links followed, and never waited for.
  @Test(.mustEnd) func whatIsNoFileIsNamed() throws {
    try withTemporaryFolder { folder in
      try makeNamedPipe("\(folder)/pipe")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "pipe")
      for (path, nature) in [
        (folder, FileNature.folder), ("/dev/zero", .device), ("\(folder)/pipe", .pipe),
        ("\(folder)/link", .pipe),
      ] {
        #expect(throws: FileError(.readSpecial(nature), path, code: ESPIPE)) {
          try readFile(path)
        }
      }
      #expect(throws: FileError(.read, "\(folder)/none", code: ENOENT)) {
        try readFile("\(folder)/none")
      }
    }
  }

  /// A file that was opened is the one that is read, whatever takes its place meanwhile.
  @Test(.mustEnd) func whatWasOpenedIsRead() throws {
    try withTemporaryFolder { folder in
      let system = LocalFileSystem()
      try writeFile(Array(0..<100), to: "\(folder)/file")
      let file = try OpenFile(reading: "\(folder)/file")
      try FileManager.default.removeItem(atPath: "\(folder)/file")
      try makeNamedPipe("\(folder)/file")
      #expect(try system.contents(of: file) == Array(0..<100))
      #expect(try file.size == 100 && system.read(5, at: 97, of: file) == [97, 98, 99])
    }
  }

  /// Files whose size the system does not know are read to their end.
  @Test(.enabled(if: exists("/proc/self/status"))) func filesWithoutASizeAreRead() throws {
    #expect(String(decoding: try readFile("/proc/self/status"), as: UTF8.self).hasPrefix("Name:"))
  }

  @Test func theEndIsReadAlone() throws {
    try withTemporaryFolder { folder in
      try writeFile(Array(0..<10), to: "\(folder)/file")
      let system = LocalFileSystem()
      let end = try system.end(at: "\(folder)/file", limit: 3)
      #expect(end.bytes == [7, 8, 9] && !end.isWhole)
      let all = try system.end(at: "\(folder)/file", limit: 10)
      #expect(all.bytes == Array(0..<10) && all.isWhole)
    }
  }
}
