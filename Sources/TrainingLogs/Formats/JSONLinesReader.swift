internal import FileFormats

/// A log of one JSON object a line.
final class JSONLinesReader: LogReader {
  private let budget: Int
  private let log: LineLog
  private var run: RunRecord
  private var rows = RowCollector()

  init(_ path: String, budget: Int, on fileSystem: any FileSystem) {
    self.budget = budget
    log = LineLog(path, on: fileSystem)
    run = RunRecord(budget: budget)
  }

  var runs: [RunRecord] { [run] }
  var modified: Double { log.modified }

  func poll() throws(LogError) -> Bool {
    try log.read(restart: {
      run = RunRecord(budget: budget)
      rows = RowCollector()
    }) { bytes, line in
      readLine(bytes, line, rows: &rows, into: &run)
    }
  }

  /// Whether the first line of a file is an object with a step among its numbers.
  static func isLog(_ file: FileBeginning) -> Bool {
    let line = file.firstLine
    guard !line.isEmpty, file.bytes[line.lowerBound] == UInt8(ascii: "{"),
      case .object(let fields)? = try? JSONValue(parsing: file.bytes[line])
    else { return false }
    let numbers = fields.filter { if case .number = $0.value { true } else { false } }
    return RowCollector.hasStep(numbers.keys)
  }
}
