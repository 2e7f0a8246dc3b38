internal import FileFormats
internal import Foundation

/// The log of one of our own runs, `metrics.jsonl`, with the configuration that stands beside it.
final class MetricsReader: LogReader {
  private let path: String
  private let fileSystem: any FileSystem
  private let budget: Int
  private let log: LineLog
  private var run: RunRecord
  private var rows = RowCollector(hasEvents: true)

  /// - Parameter path: of the run's folder.
  init(_ path: String, budget: Int, on fileSystem: any FileSystem) {
    (self.path, self.budget, self.fileSystem) = (path, budget, fileSystem)
    log = LineLog("\(path)/\(Self.name)", on: fileSystem)
    run = RunRecord(budget: budget)
  }

  /// The names of a run's files.
  static let (name, configurationName) = ("metrics.jsonl", "config.json")

  var runs: [RunRecord] { [run] }
  var modified: Double { log.modified }

  func poll() throws(LogError) -> Bool {
    let isNew = try log.read(restart: {
      run = RunRecord(budget: budget)
      rows = RowCollector(hasEvents: true)
    }) { bytes, line in
      readLine(bytes, line, rows: &rows, into: &run)
    }
    // A run that is trained longer is set up anew.
    if isNew || run.configuration.isEmpty { run.configuration = configuration }
    let wasEnded = run.ending
    run.ending = ending
    return isNew || wasEnded != run.ending
  }

  private var configuration: [String: String] {
    guard let bytes = try? fileSystem.contents(at: "\(path)/\(Self.configurationName)"),
      let json = try? JSONValue(parsing: bytes)
    else { return [:] }
    return flattened(json)
  }

  /// A run has finished that has evaluated its last epoch. One that may stop early is taken to have finished when
  /// nobody writes it any more, any other to be stopped.
  private var ending: RunRecord.Ending? {
    let epochs = run.configuration["training.epochs"].flatMap(Double.init)
    if let epochs, let epoch = run["test/epoch"]?.last?.value, epoch >= epochs { return .finished }
    let mayStop = run.configuration.keys.contains { $0.hasPrefix("training.early_stopping") }
    guard FolderLock.holder(of: path) == nil else { return nil }
    return mayStop && run["test/total"]?.last != nil ? .finished : .stopped
  }

  /// Whether a file is the log of a run of ours.
  static func isMetrics(_ file: FileBeginning) -> Bool {
    file.path.hasSuffix("/\(name)") && file.bytes.first == UInt8(ascii: "{")
      && ["\"kl_weight\"", "\"reconstruction\"", "\"split\""].allSatisfy(file.holds)
  }

  /// Whether a folder is a run of ours, though nothing may have been logged yet.
  @Sendable static func isRun(_ folder: String, on fileSystem: any FileSystem) -> Bool {
    if FileBeginning("\(folder)/\(name)", on: fileSystem).map(isMetrics) ?? false { return true }
    guard let bytes = try? fileSystem.contents(at: "\(folder)/\(configurationName)"),
      case .object(let fields)? = try? JSONValue(parsing: bytes)
    else { return false }
    return ["kernels", "model", "preset", "training"].allSatisfy { fields[$0] != nil }
  }
}

/// Reads a line of JSON into a run.
func readLine(
  _ bytes: [UInt8], _ line: Range<Int>, rows: inout RowCollector, into run: inout RunRecord
) {
  var scanner = JSONRowScanner(bytes, line)
  if scanner.add(to: &rows) {
    rows.endRow(in: &run)
  } else {
    rows.dropRow()
    run.damagedRecords += 1
  }
}
