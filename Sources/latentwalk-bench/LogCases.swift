internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import Timing
internal import TrainingLogs

/// Times the reading of logs of a million steps of twenty metrics, one reader at a time, and tells what of the memory they
/// take.
func benchLogs(_ context: BenchContext, _ report: Report) throws {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "latentwalk-bench-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  for log in BenchLog.all where context.wants("log \(log.format)") {
    try createFolder(folder)
    let file = "\(folder)/\(log.file)"
    try log.write(to: file)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let format = LogFormat.all.first { $0.name == log.format }
    guard let format else { continue }
    let before = residentMemory()
    let reader = format.open(
      log.isFolder ? folder : file, RunRecord.usualBudget, LocalFileSystem())
    var isRead = false
    let start = clock()
    let seconds = try time { isRead = try reader.poll() }
    let computing = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    let points = reader.runs.flatMap(\.series).reduce(0) { $0 + $1.count }
    precondition(isRead && points == BenchLog.steps * BenchLog.metrics, "\(points) points")
    try report.add(
      "log \(log.format)", "logs",
      [
        ("seconds", seconds), ("cpu_seconds", computing),
        ("megabytes", Double(log.size(of: file)) / 1e6),
        ("resident_mb", max(residentMemory() - before, 0) / 1e6),
      ])
  }
}

/// A log as its writer lays it down.
struct BenchLog: Sendable {
  static let (steps, metrics) = (1_000_000, 20)

  let format: String
  let file: String
  let isFolder: Bool
  /// The bytes of a step; those at the file's beginning where the step is nil.
  let bytes: @Sendable (_ step: Int?) -> [UInt8]

  static let all = [
    BenchLog(
      format: "tfevents", file: "events.out.tfevents.1.bench", isFolder: true, bytes: record),
    table,
    BenchLog(format: "jsonl", file: "log.jsonl", isFolder: false) { step in
      guard let step else { return [] }
      let fields = zip(names, values(step)).map { "\"\($0)\": \($1)" }
      return Array("{\"step\": \(step), \(fields.joined(separator: ", "))}\n".utf8)
    },
  ]

  static let table = BenchLog(format: "csv", file: "metrics.csv", isFolder: false) { step in
    guard let step else { return Array((["step"] + names).joined(separator: ",").utf8) + [10] }
    return Array(([String(step)] + values(step).map { "\($0)" }).joined(separator: ",").utf8) + [10]
  }

  private static let names = (0..<metrics).map { "train/metric_\($0)" }

  private static func values(_ step: Int) -> [Float] {
    (0..<metrics).map { 100 / Float(step + $0 + 1) + 0.01 * Float((step &* 7919 + $0) % 1000) }
  }

  func write(to path: String) throws {
    try Data().write(to: URL(filePath: path))
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    var bytes = bytes(nil)
    for step in 0..<Self.steps {
      bytes += self.bytes(step)
      guard bytes.count > 1 << 22 else { continue }
      try file.write(contentsOf: Data(bytes))
      bytes.removeAll(keepingCapacity: true)
    }
    try file.write(contentsOf: Data(bytes))
    try file.close()
  }

  func size(of path: String) -> Int { (try? OpenFile(reading: path))?.size ?? 0 }

  // MARK: Event files

  @Sendable private static func record(_ step: Int?) -> [UInt8] {
    let event =
      step.map { step in
        let summary = zip(names, values(step)).flatMap { name, value in
          field(1, field(1, Array(name.utf8)) + [0x15] + bytes(value.bitPattern))
        }
        return [0x09] + bytes((1.6e9 + Double(step)).bitPattern) + [0x10] + variable(step)
          + field(5, summary)
      } ?? [0x09] + bytes((1.6e9).bitPattern) + field(3, Array("brain.Event:2".utf8))
    let head = bytes(UInt64(event.count))
    return head + bytes(maskedCRC32C(head, head.indices)) + event
      + bytes(maskedCRC32C(event, event.indices))
  }

  private static func field(_ number: UInt8, _ contents: [UInt8]) -> [UInt8] {
    [number << 3 | 2] + variable(contents.count) + contents
  }

  private static func variable(_ value: Int) -> [UInt8] {
    value < 128 ? [UInt8(value)] : [UInt8(value & 127) | 128] + variable(value >> 7)
  }

  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}

/// Bytes of the process in memory, where the system tells.
private func residentMemory() -> Double {
  guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
    return 0
  }
  let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) }
  return (pages ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE)))
}
