import FileFormats
import Foundation
import TestSupport
import Testing

struct LineFileTests {
  @Test func growsAtItsEnd() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/log"
      #expect(throws: FileError(.write, path, code: ENOENT)) { try LineFile(path) }
      try writeFile(Array("one\n".utf8), to: path)
      let file = try LineFile(path)
      try file.append(["two", "three"])
      #expect(try readFile(path) == Array("one\ntwo\nthree\n".utf8))
    }
  }

  /// Linux's device on which every write finds no space left.
  @Test(.enabled(if: exists("/dev/full")))
  func aFullDeviceIsAnError() throws {
    let file = try LineFile("/dev/full")
    #expect(throws: FileError(.write, "/dev/full", code: ENOSPC)) { try file.append(["lost"]) }
  }
}
