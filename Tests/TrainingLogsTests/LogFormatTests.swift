import FileFormats
import Foundation
import TestSupport
import Testing

@testable import TrainingLogs

/// Logs of other programs read as they were logged.
@Suite(.mustEnd)
struct LogFormatTests {
  @Test(arguments: Fixtures.formats)
  func everyValueIsReadAsItWasLogged(format: String) throws {
    try Fixtures.check("\(Fixtures.folder)/\(format)")
  }

  /// The interpreters in `LATENTWALK_PYTHON`, separated by colons, else the system's.
  private static let interpreters: [String] = {
    let given = ProcessInfo.processInfo.environment["LATENTWALK_PYTHON"]
    return (given ?? "/usr/bin/python3").split(separator: ":").map(String.init)
      .filter(FileManager.default.isExecutableFile)
  }()

  private static func make(_ format: String, by python: String, in folder: String) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["\(Fixtures.folder)/make_logs.py", folder, format]
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  /// Where a package is there, it writes a new log, of today's version of its format.
  @Test(arguments: Fixtures.formats)
  func logsThatPackagesWriteNowAreRead(format: String) throws {
    try withTemporaryFolder { folder in
      guard Self.interpreters.contains(where: { Self.make(format, by: $0, in: folder) }) else {
        print("\(format): no interpreter of LATENTWALK_PYTHON has its package; the fixture serves")
        return
      }
      try Fixtures.check("\(folder)/\(format)")
    }
  }

  /// A folder of logs of all formats: each is told by what it holds, under whatever name.
  @Test func formatsAreToldByContent() throws {
    let found = Dictionary(
      grouping: Fixtures.runs(in: Fixtures.folder), by: \.format
    ).mapValues(\.count)
    #expect(
      found == [
        "tfevents": 3, "csv": 3, "jsonl": 1, "transformers": 1, "wandb": 1, "trackio": 2,
        "mlflow": 2,
      ])
    try withTemporaryFolder { folder in
      for (name, path) in [
        ("a", "csv/table.csv"), ("b", "jsonl/log.jsonl"), ("c", "wandb/run-fixture.wandb"),
        ("d", "mlflow/mlflow.db"), ("e", "keras/log.csv"),
      ] {
        try writeFile(try readFile("\(Fixtures.folder)/\(path)"), to: "\(folder)/\(name)")
      }
      let formats = Set(Fixtures.runs(in: folder).map(\.format))
      #expect(formats == ["csv", "jsonl", "wandb", "mlflow"])
    }
  }

  /// A first line of ten thousand names is longer than the piece that tells other formats.
  @Test(arguments: ["csv", "jsonl"])
  func logsOfTenThousandMetricsAreTold(format: String) throws {
    try withTemporaryFolder { folder in
      let names = (0..<10_000).map { "layer\($0 / 10)/gradient_norm\($0 % 10)" }
      let values = names.indices.map { Double($0) / 7 }
      let lines =
        format == "csv"
        ? [
          (["step"] + names).joined(separator: ","),
          (["3"] + values.map { "\($0)" }).joined(separator: ","),
        ]
        : [
          "{\"step\": 3, " + zip(names, values).map { "\"\($0)\": \($1)" }.joined(separator: ", ")
            + "}"
        ]
      try writeFile(Array((lines.joined(separator: "\n") + "\n").utf8), to: "\(folder)/log")
      let runs = Fixtures.runs(in: folder)
      #expect(runs.map(\.format) == [format])
      let run = try #require(runs.first)
      for (name, value) in zip(names, values) {
        #expect(run.record[name]?.last?.value == value, "\(name)")
      }
    }
  }
}
