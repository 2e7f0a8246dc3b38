import FileFormats
import Foundation
import TestSupport
import Testing

struct GrowingFileTests {
  private static func withFile(
    holding text: String, _ body: (HeldFolder, FaultyFileSystem, _ path: String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      try writeFile(Array(text.utf8), to: "\(folder)/log")
      let system = FaultyFileSystem()
      try body(HeldFolder(folder, on: system), system, "\(folder)/log")
    }
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try readFile(path), as: UTF8.self)
  }

  @Test func growsAtItsEnd() throws {
    try Self.withFile(holding: "one\n") { folder, _, path in
      #expect(throws: FileError(.write, "\(folder.path)/none", code: ENOENT)) {
        try GrowingFile(lines: "none", in: folder)
      }
      let file = try GrowingFile(lines: "log", in: folder)
      #expect(file.append(line: "two") && file.append(line: "three") && file.unwrittenCount > 0)
      #expect(try Self.text(path) == "one\n")
      try file.write()
      #expect(file.unwrittenCount == 0 && !file.isToBeReplaced)
      #expect(try Self.text(path) == "one\ntwo\nthree\n")
    }
  }

  @Test func isReplacedByTheNextWrite() throws {
    try Self.withFile(holding: "one\ntwo\n") { folder, system, path in
      let file = try GrowingFile(lines: "log", in: folder)
      #expect(file.append(line: "three"))
      file.replace(with: Array("one\n".utf8))
      #expect(file.append(line: "four") && file.isToBeReplaced && file.unwrittenCount > 0)
      system.fault = .refuses(code: EROFS)
      #expect(throws: FileError(.write, path, code: EROFS)) { try file.write() }
      #expect(try Self.text(path) == "one\ntwo\n")
      #expect(try file.contents() == Array("one\nfour\n".utf8))
      system.fault = nil
      try file.write()
      #expect(file.unwrittenCount == 0 && !file.isToBeReplaced)
      #expect(try Self.text(path) == "one\nfour\n")
      #expect(file.append(line: "five"))
      try file.write()
      #expect(try Self.text(path) == "one\nfour\nfive\n")
    }
  }

  @Test func aLineThatWasCutOffIsEnded() throws {
    try Self.withFile(holding: "one\ntw") { folder, _, path in
      let file = try GrowingFile(lines: "log", in: folder)
      #expect(file.append(line: "three"))
      try file.write()
      #expect(try Self.text(path) == "one\ntw\nthree\n")
    }
  }

  /// A write that failed within a line is gone on with where it stopped.
  @Test(arguments: [0, 1, 5, 6])
  func noByteIsLostOrTwice(room: Int) throws {
    try Self.withFile(holding: "") { folder, system, path in
      let file = try GrowingFile(lines: "log", in: folder)
      system.fault = .full(after: room, code: ENOSPC)
      #expect(file.append(line: "first") && file.append(line: "second"))
      #expect(throws: FileError(.write, path, code: ENOSPC)) { try file.write() }
      #expect(file.append(line: "third"))
      #expect(throws: FileError(.write, path, code: ENOSPC)) { try file.write() }
      #expect(try Self.text(path) == String("first\nsecond\n".prefix(room)))
      #expect(try file.contents() == Array("first\nsecond\nthird\n".utf8))
      system.fault = .partial(bytes: 2)
      try file.write()
      #expect(try Self.text(path) == "first\nsecond\nthird\n")
    }
  }

  @Test func memoryIsBounded() throws {
    try Self.withFile(holding: "") { folder, _, _ in
      let file = try GrowingFile(lines: "log", in: folder)
      let line = String(repeating: "x", count: GrowingFile.limit / 2 - 1)
      #expect(file.append(line: line) && file.append(line: line) && !file.append(line: ""))
      try file.write()
      #expect(file.append(line: ""))
    }
  }

  @Test func aFileThatWasDeletedOrReplacedIsWrittenAnew() throws {
    try Self.withFile(holding: "one\n") { folder, _, path in
      let file = try GrowingFile(lines: "log", in: folder)
      try FileManager.default.removeItem(atPath: path)
      #expect(file.append(line: "two"))
      try file.synchronize()
      #expect(try Self.text(path) == "one\ntwo\n")
      try writeFile(Array("other\n".utf8), to: path)
      #expect(file.append(line: "three"))
      try file.write()
      try file.synchronize()
      #expect(try Self.text(path) == "one\ntwo\nthree\n")
    }
  }
}
