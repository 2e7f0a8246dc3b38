internal import FileFormats
internal import Monitor
internal import ProgramOptions
internal import TerminalUI
internal import TrainingLogs

/// How all runs of a catalog stand.
struct WatchReport: Encodable {
  fileprivate struct Row {
    let run: CatalogRun
    let findings: [RunFinding]
  }

  private let rows: [Row]
  private let sweeps: [SweepGroup]
  private let faults: [(path: String, reason: String)]
  private let isCut: Bool

  /// Reads what is new.
  init(_ catalog: RunCatalog, _ finder: PlanFinder = PlanFinder()) {
    _ = catalog.refresh()
    let runs = catalog.runs()
    rows = runs.map { Row(run: $0, findings: $0.health) }
    sweeps = SweepGroup.entries(of: runs, in: finder.plans(of: runs)).compactMap { entry in
      if case .sweep(let sweep) = entry { sweep } else { nil }
    }
    faults = catalog.faults.map { ($0.path, $0.error.message) } + finder.faults
    isCut = catalog.isCut
  }

  /// Whether there is no log at all.
  var isEmpty: Bool { rows.isEmpty && faults.isEmpty }

  /// Whether one of `words` holds for a run.
  func has(_ words: [AlarmWord]) -> Bool {
    rows.contains { row in words.contains { $0.holds(for: row.run, with: row.findings) } }
  }

  // MARK: As text

  /// The table, and below it what could not be read.
  var text: String {
    let header = ["run", "format", "state", "age", "step", "metric", "last", "health"]
    let body = rows.map { $0.fields(age: ageText($0.run.age)) }
    return alignedTable([header] + body) + sweepLines + notes
  }

  /// A line a sweep: how many of its tasks are done, what is best, and what is wrong in how many runs.
  private var sweepLines: String {
    sweeps.map { sweep in
      let best = sweep.bestText { significant($0) }
      let parts = [sweep.progress, best, sweep.wrongText(by: \.health)].compactMap(\.self)
      return printable("sweep \(sweep.name): \(parts.joined(separator: "; "))") + "\n"
    }.joined()
  }

  /// What the table says but for the time that passes.
  var standing: String {
    rows.map { $0.fields(age: "").joined(separator: "\t") }.sorted().joined(separator: "\n")
      + sweepLines + notes
  }

  private var notes: String {
    faults.map { printable("\($0.path): \($0.reason)") + "\n" }.joined()
      + (isCut ? "there are more files than are looked at; give the folders of the runs\n" : "")
  }

  // MARK: As JSON

  private enum Keys: CodingKey { case runs, sweeps, faults, isCut }

  private struct Fault: Encodable {
    let path: String
    let reason: String
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    let owners = sweeps.flatMap { sweep in sweep.runs.map { ($0.path, sweep.plan.path) } }
    let sweepOf = Dictionary(owners) { first, _ in first }
    let runs = rows.map { WatchedRun($0.run, $0.findings, sweep: sweepOf[$0.run.path]) }
    try container.encode(runs, forKey: .runs)
    try container.encode(sweeps.map(WatchedSweep.init), forKey: .sweeps)
    try container.encode(
      faults.map { Fault(path: $0.path, reason: $0.reason) }, forKey: .faults)
    try container.encode(isCut, forKey: .isCut)
  }
}

extension WatchReport.Row {
  fileprivate func fields(age: String) -> [String] {
    let record = run.record
    let tag = record.mainTag
    let last = tag.flatMap { record[$0]?.last }
    return [
      cut(printable(run.name), to: 48), run.format, run.state.rawValue, age,
      record.lastStep.map(String.init) ?? "", tag.map { cut(printable($0), to: 32) } ?? "",
      last.map { significant($0.value) } ?? "",
      findings.map(\.text).joined(separator: "; "),
    ]
  }
}

/// A run as JSON has it.
private struct WatchedRun: Encodable {
  struct Finding: Encodable {
    let word: String
    let text: String
  }

  struct Metric: Encodable {
    let tag: String
    let points: Int
    let step: Int64?
    let last: Double?
    let least: Double?
    let greatest: Double?
    let firstStepNotFinite: Int64?
  }

  let name: String
  let path: String
  let format: String
  let state: String
  let ageSeconds: Double
  let step: Int64?
  /// The metric that the run is told by.
  let metric: String?
  let health: [Finding]
  let damagedRecords: Int
  /// The folder of the sweep that it is of; nil where it is of none.
  let sweep: String?
  let metrics: [Metric]

  init(_ run: CatalogRun, _ findings: [RunFinding], sweep: String?) {
    let record = run.record
    self.sweep = sweep
    (name, path, format, state) = (run.name, run.path, run.format, run.state.rawValue)
    (ageSeconds, step, metric) = (run.age, record.lastStep, record.mainTag)
    health = findings.map { Finding(word: $0.word.rawValue, text: $0.text) }
    damagedRecords = record.damagedRecords
    metrics = zip(record.tags, record.series).map { tag, series in
      Metric(
        tag: tag, points: series.count, step: series.last?.step, last: series.last?.value,
        least: series.least?.value, greatest: series.greatest?.value,
        firstStepNotFinite: series.firstNotFinite?.step)
    }
  }
}

/// A sweep as JSON has it.
private struct WatchedSweep: Encodable {
  struct Best: Encodable {
    let metric: String
    let value: Double
    let run: String
  }

  let name: String
  let path: String
  let tasks: Int
  let done: Int
  let failed: Int
  /// Runs in each state.
  let states: [String: Int]
  let best: Best?
  /// Runs in which something is wrong, by its word.
  let health: [String: Int]

  init(_ sweep: SweepGroup) {
    (name, path, tasks) = (sweep.name, sweep.plan.path, sweep.plan.tasks)
    (done, failed) = (sweep.plan.done, sweep.plan.failed)
    states = Dictionary(grouping: sweep.runs, by: \.state.rawValue).mapValues(\.count)
    best = sweep.metric.flatMap { metric in
      sweep.best.map { Best(metric: metric, value: $0.value, run: $0.run.path) }
    }
    let wrong = sweep.wrong(by: \.health).map { ($0.word.rawValue, $0.count) }
    health = Dictionary(uniqueKeysWithValues: wrong)
  }
}

/// Rows of fields in columns of equal width, two spaces between.
func alignedTable(_ rows: [[String]]) -> String {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    let line = zip(row, widths).map { field, width in
      field + String(repeating: " ", count: width - field.count)
    }.joined(separator: "  ")
    let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
    return line[..<end] + "\n"
  }.joined()
}
