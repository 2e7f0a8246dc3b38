import FileFormats
import Foundation
import TestSupport
import Testing

@testable import TrainingLogs

/// Stores that another program has open.
@Suite(.mustEnd)
struct UnsafeStoreTests {
  private static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"]
    .first(where: FileManager.default.isExecutableFile)

  /// A program that writes a store of Trackio's form while it is read, a line at a time.
  private final class Writer {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())

    init(_ path: String, mode: String) throws {
      process.executableURL = URL(filePath: try #require(UnsafeStoreTests.python))
      process.arguments = [
        "-c",
        """
        import sqlite3, sys
        store = sqlite3.connect(sys.argv[1], isolation_level=None)
        store.execute("PRAGMA journal_mode = " + sys.argv[2])
        for line in sys.stdin:
            store.execute(line)
            print("done", flush=True)
        """, path, mode,
      ]
      (process.standardInput, process.standardOutput) = (input, output)
      try process.run()
    }

    func run(_ statement: String) throws {
      try input.fileHandleForWriting.write(contentsOf: Data("\(statement)\n".utf8))
      // Nothing may be had where a signal came.
      var answer = ""
      while !answer.hasSuffix("done\n"), process.isRunning {
        answer += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      }
    }

    func add(_ step: Int) throws {
      try run(
        "INSERT INTO metrics (timestamp, run_name, step, metrics) VALUES "
          + "('2026-01-01T00:00:00+00:00', 'a', \(step), '{\"loss\": \(step)}')")
    }

    /// Ends as one that was killed.
    func kill() {
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }

    func close() throws {
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
  }

  private static let table =
    "CREATE TABLE metrics (id INTEGER PRIMARY KEY, timestamp TEXT, run_name TEXT, step INTEGER, metrics TEXT)"

  private static func steps(_ reader: any LogReader) throws -> [Int64] {
    _ = try reader.poll()
    return reader.runs.first?["loss"]?.buckets.map(\.firstStep) ?? []
  }

  /// The folder as it is, to the byte.
  private static func contents(_ folder: String) throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try readFile("\(folder)/\($0)")) })
  }

  @Test(.enabled(if: python != nil), arguments: ["delete", "wal"])
  func aStoreIsReadWhileItIsWrittenAndNeverChanged(mode: String) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/store.db"
      let writer = try Writer(path, mode: mode)
      try writer.run(Self.table)
      try writer.add(0)
      let beginning = try #require(FileBeginning(path, on: LocalFileSystem()))
      #expect(LogFormat.of(beginning)?.name == "trackio")
      let format = try #require(LogFormat.all.first { $0.name == "trackio" })
      let reader = format.open(path, RunRecord.usualBudget, LocalFileSystem())
      #expect(try Self.steps(reader) == [0])
      try writer.add(1)
      let before = try Self.contents(folder)
      #expect(try Self.steps(reader) == [0, 1])
      #expect(try Self.contents(folder) == before)
      // In the middle of a change, and with a lock that lets nobody in.
      try writer.run("BEGIN EXCLUSIVE")
      try writer.add(2)
      #expect(try Self.steps(reader) == [0, 1])
      try writer.run("COMMIT")
      #expect(try Self.steps(reader) == [0, 1, 2])
      try writer.add(3)
      writer.kill()
      let left = try Self.contents(folder)
      #expect(try Self.steps(reader) == [0, 1, 2, 3])
      #expect(try Self.contents(folder) == left)
      // What a writer that died left without its index.
      try? FileManager.default.removeItem(atPath: "\(path)-shm")
      let again = format.open(path, RunRecord.usualBudget, LocalFileSystem())
      #expect(try Self.steps(again) == [0, 1, 2, 3])
      #expect(
        try Self.contents(folder).keys.sorted()
          == left.keys.filter { !$0.hasSuffix("-shm") }.sorted())
    }
  }

  @Test(.enabled(if: python != nil)) func aStoreThatIsReplacedOrEmptiedIsReadAnew() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/store.db"
      let writer = try Writer(path, mode: "delete")
      try writer.run(Self.table)
      for step in 0..<4 { try writer.add(step) }
      let format = try #require(LogFormat.all.first { $0.name == "trackio" })
      let reader = format.open(path, RunRecord.usualBudget, LocalFileSystem())
      #expect(try Self.steps(reader) == [0, 1, 2, 3])
      try writer.run("DELETE FROM metrics")
      try writer.add(7)
      try writer.close()
      #expect(try Self.steps(reader) == [7])
    }
  }

  /// A view that never ends is no table, and is not asked for its rows.
  @Test(.enabled(if: python != nil)) func aViewIsNoTable() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/store.db"
      let writer = try Writer(path, mode: "delete")
      try writer.run(
        "CREATE VIEW metrics (timestamp, run_name, step, metrics) AS WITH RECURSIVE n(x) AS "
          + "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT '', '', x, '{}' FROM n")
      try writer.close()
      let beginning = try #require(FileBeginning(path, on: LocalFileSystem()))
      #expect(LogFormat.of(beginning)?.name == nil)
    }
  }

  @Test func bytesThatAreNoStoreAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/store.db"
      try writeFile(Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 4000), to: path)
      let beginning = try #require(FileBeginning(path, on: LocalFileSystem()))
      #expect(LogFormat.of(beginning)?.name == nil)
    }
  }
}
