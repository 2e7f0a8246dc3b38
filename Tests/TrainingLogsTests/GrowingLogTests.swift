import FileFormats
import Foundation
import TestSupport
import Testing

@testable import TrainingLogs

/// Logs that grow, are cut off, and are replaced while they are read.
struct GrowingLogTests {
  private static func append(_ bytes: [UInt8], to path: String) throws {
    if !exists(path) { try writeFile([], to: path) }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(bytes))
    try file.close()
  }

  private static func reader(_ format: String, _ path: String) throws -> any LogReader {
    let row = try #require(LogFormat.all.first { $0.name == format })
    return row.open(path, RunRecord.usualBudget, LocalFileSystem())
  }

  /// Every fixture of one file, and the path that it is read at.
  private static let files: [(format: String, file: String, isFolder: Bool)] = [
    ("tfevents", "tensors", true), ("wandb", "wandb/run-fixture.wandb", false),
    ("jsonl", "jsonl/log.jsonl", false), ("csv", "csv/table.csv", false),
    ("csv", "lightning/logs/version_0/metrics.csv", false),
  ]

  private static func bytes(_ file: String, isFolder: Bool) throws -> [UInt8] {
    let path = "\(Fixtures.folder)/\(file)"
    guard isFolder else { return try readFile(path) }
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return try readFile("\(path)/\(#require(names.first { $0.contains("tfevents") }))")
  }

  /// Written in pieces that end anywhere, a log gives what it gives when it is read at once.
  @Test(arguments: files.indices, [1, 7, 64, 1000])
  func piecesMakeTheWhole(index: Int, size: Int) throws {
    let (format, file, isFolder) = Self.files[index]
    let bytes = try Self.bytes(file, isFolder: isFolder)
    let step = size == 1 ? max(bytes.count / 3000, 1) : size
    try withTemporaryFolder { folder in
      let path = "\(folder)/events"
      try writeFile(Array(bytes.prefix(40)), to: path)
      let reader = try Self.reader(format, isFolder ? folder : path)
      _ = try reader.poll()
      for start in stride(from: 40, to: bytes.count, by: step) {
        try Self.append(Array(bytes[start..<min(start + step, bytes.count)]), to: path)
        _ = try reader.poll()
      }
      let whole = try Self.reader(format, isFolder ? folder : path)
      #expect(try whole.poll())
      let (found, wanted) = (try #require(reader.runs.first), try #require(whole.runs.first))
      #expect(found.tags == wanted.tags && found.damagedRecords == 0)
      // Not a number does not equal itself.
      for (a, b) in zip(found.series, wanted.series) {
        #expect(a.buckets.map(\.firstStep) == b.buckets.map(\.firstStep) && a.count == b.count)
        #expect(a.least?.value == b.least?.value && a.greatest?.step == b.greatest?.step)
      }
      #expect(try !reader.poll(), "nothing is new")
    }
  }

  @Test func aFileThatWasCutOffOrReplacedIsReadAnew() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/log.jsonl"
      func lines(_ steps: Range<Int>, _ loss: Int) -> [UInt8] {
        steps.flatMap { Array("{\"step\": \($0), \"loss\": \(loss)}\n".utf8) }
      }
      func read(_ reader: any LogReader) throws -> (count: Int, last: Double?) {
        let isNew = try reader.poll()
        #expect(isNew)
        let series = reader.runs[0]["loss"]
        return (series?.count ?? 0, series?.last?.value)
      }
      try Self.append(lines(0..<10, 1), to: path)
      let reader = try Self.reader("jsonl", path)
      #expect(try read(reader) == (10, 1))
      // Cut off in place.
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.truncate(atOffset: UInt64(lines(0..<3, 1).count))
      try file.close()
      #expect(try read(reader) == (3, 1))
      // Replaced by another file, which is longer.
      try writeFile(lines(0..<20, 2), to: path)
      #expect(try read(reader) == (20, 2))
      // Written anew in place, and longer than it was.
      let again = try FileHandle(forWritingTo: URL(filePath: path))
      try again.truncate(atOffset: 0)
      try again.write(contentsOf: Data(lines(0..<30, 3)))
      try again.close()
      #expect(try read(reader) == (30, 3))
      try FileManager.default.removeItem(atPath: path)
      #expect(throws: LogError.file(FileError(.read, path, code: ENOENT))) { try reader.poll() }
    }
  }

  /// Lightning writes its table anew when a metric comes up that was not there.
  @Test func aHeaderThatGrowsIsFollowed() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/metrics.csv"
      try Self.append(Array("step,loss\n0,3\n1,2\n".utf8), to: path)
      let reader = try Self.reader("csv", path)
      _ = try reader.poll()
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: Data("step,loss,val_loss\n0,3,\n1,2,\n2,,5\n".utf8))
      try file.close()
      #expect(try reader.poll())
      let run = reader.runs[0]
      #expect(run.tags == ["loss", "val_loss"] && run.damagedRecords == 0)
      #expect(run["loss"]?.count == 2)
      #expect(run["val_loss"]?.last?.step == 2 && run["val_loss"]?.last?.value == 5)
    }
  }

  /// A last line without its break is left while it may be written still, and taken when nobody writes any more.
  @Test func anOpenLineIsTakenWhenItIsQuiet() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/log.csv"
      try Self.append(Array("step,loss\n0,3\n1,2.5".utf8), to: path)
      let reader = try Self.reader("csv", path)
      _ = try reader.poll()
      #expect(reader.runs[0]["loss"]?.count == 1)
      let past = Date(timeIntervalSinceNow: -60)
      try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: path)
      #expect(try reader.poll())
      #expect(reader.runs[0]["loss"]?.last?.value == 2.5)
      // It was not its end.
      try Self.append(Array("625\n2,1\n".utf8), to: path)
      #expect(try reader.poll())
      #expect(reader.runs[0]["loss"]?.means.map(\.value) == [3, 2.5625, 1])
    }
  }

  /// Behind bytes that are no record, and behind one whose checksum is wrong, the next is found; none is made up.
  @Test func damagedEventsAreSteppedOver() throws {
    let bytes = try Self.bytes("tensors", isFolder: true)
    let first = Int(bytes[0]) + 16
    try withTemporaryFolder { folder in
      let junk = [UInt8](repeating: 0x5a, count: 333)
      var damaged = bytes
      damaged[bytes.count - 10] ^= 1
      try writeFile(Array(bytes[..<first]) + junk + damaged[first...], to: "\(folder)/events")
      let reader = try Self.reader("tfevents", folder)
      _ = try reader.poll()
      let run = reader.runs[0]
      #expect(run.damagedRecords == 2)
      #expect(run.series.reduce(0) { $0 + $1.count } == 59)
    }
  }
}
