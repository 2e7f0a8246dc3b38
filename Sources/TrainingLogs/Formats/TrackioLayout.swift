internal import FileFormats

/// The store that Trackio keeps of a project: rows of metrics as JSON, and a configuration for each run.
struct TrackioLayout: StoreLayout {
  private struct Run {
    var record: RunRecord
    var rows = RowCollector()
  }

  private let budget: Int
  private var all: [Run] = []
  private var numbers: [String: Int] = [:]
  private(set) var lastRow: Int64 = 0
  private var hasConfigurations = false

  init(budget: Int) { self.budget = budget }

  var runs: [RunRecord] { all.map(\.record) }

  static func isLaid(in store: Store) throws(LogError) -> Bool {
    try store.columns(of: "metrics").isSuperset(of: ["timestamp", "run_name", "step", "metrics"])
  }

  mutating func read(_ store: Store) throws(LogError) -> Bool {
    if try greatestRow(of: "metrics", in: store) < lastRow { self = TrackioLayout(budget: budget) }
    let count = lastRow
    try store.rows(
      "SELECT rowid, run_name, timestamp, step, metrics FROM metrics WHERE rowid > ? ORDER BY rowid",
      lastRow
    ) { row in
      lastRow = row.integer(0)
      guard let number = number(of: row.text(1)) else { return }
      read(row, into: &all[number])
    }
    return try readConfigurations(store) || lastRow > count
  }

  private func read(_ row: Store.Row, into run: inout Run) {
    let (text, time) = (row.bytes(4), row.bytes(2))
    var scanner = JSONRowScanner(text, text.indices)
    guard scanner.add(to: &run.rows) else {
      run.rows.dropRow()
      run.record.damagedRecords += 1
      return
    }
    run.rows.setStep(row.integer(3))
    run.rows.setTime(LoggedTime.seconds(Substring(decoding: time.prefix(64), as: UTF8.self)))
    run.rows.endRow(in: &run.record)
  }

  private mutating func number(of name: String) -> Int? {
    if let number = numbers[name] { return number }
    guard all.count < storeRunLimit else { return nil }
    var record = RunRecord(budget: budget / 16)
    record.name = name
    all.append(Run(record: record))
    numbers[name] = all.count - 1
    return all.count - 1
  }

  /// Those of a run that Trackio keeps for itself begin with an underscore.
  private mutating func readConfigurations(_ store: Store) throws(LogError) -> Bool {
    guard try store.columns(of: "configs").isSuperset(of: ["run_name", "config"]) else {
      return false
    }
    var isNew = false
    try store.rows("SELECT run_name, config FROM configs") { row in
      guard let number = numbers[row.text(0)], let json = try? JSONValue(parsing: row.bytes(1))
      else {
        return
      }
      let configuration = flattened(json).filter { !$0.key.hasPrefix("_") }
      if all[number].record.configuration != configuration { isNew = true }
      all[number].record.configuration = configuration
    }
    return isNew
  }
}

/// Runs of one store: more are not taken into memory.
let storeRunLimit = 10_000

/// The greatest number of a table's rows; zero where there are none.
func greatestRow(of table: String, in store: Store) throws(LogError) -> Int64 {
  var greatest: Int64 = 0
  try store.rows("SELECT max(rowid) FROM \(table)") { greatest = $0.integer(0) }
  return greatest
}
