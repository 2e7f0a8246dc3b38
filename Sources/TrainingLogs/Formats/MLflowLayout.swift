internal import FileFormats

/// The store that MLflow keeps of its runs: a row for each value of a metric, and tables of runs and parameters.
struct MLflowLayout: StoreLayout {
  private let budget: Int
  private(set) var runs: [RunRecord] = []
  private var numbers: [String: Int] = [:]
  private(set) var lastRow: Int64 = 0

  init(budget: Int) { self.budget = budget }

  static func isLaid(in store: Store) throws(LogError) -> Bool {
    let metrics: Set = ["key", "value", "timestamp", "run_uuid", "step", "is_nan"]
    let runs: Set = ["run_uuid", "name", "status", "lifecycle_stage"]
    let parameters: Set = ["key", "value", "run_uuid"]
    for (table, columns) in [("metrics", metrics), ("runs", runs), ("params", parameters)] {
      guard try store.columns(of: table).isSuperset(of: columns) else { return false }
    }
    return true
  }

  mutating func read(_ store: Store) throws(LogError) -> Bool {
    if try greatestRow(of: "metrics", in: store) < lastRow { self = MLflowLayout(budget: budget) }
    let (count, known) = (lastRow, runs.map(\.ending))
    try readRuns(store)
    try store.rows(
      "SELECT rowid, run_uuid, key, value, timestamp, step, is_nan FROM metrics WHERE rowid > ?"
        + " ORDER BY rowid", lastRow
    ) { row in
      lastRow = row.integer(0)
      guard let number = numbers[row.text(1)], let tag = runs[number].number(of: row.text(2)) else {
        return
      }
      let value = row.integer(6) != 0 ? .nan : Self.value(row.double(3))
      let point = LogPoint(step: row.integer(5), time: Double(row.integer(4)) / 1000, value: value)
      runs[number].append(point, to: tag)
    }
    return lastRow > count || runs.map(\.ending) != known
  }

  /// MLflow stores the greatest number there is in place of an infinity.
  private static func value(_ stored: Double) -> Double {
    abs(stored) < .greatestFiniteMagnitude ? stored : stored > 0 ? .infinity : -.infinity
  }

  private mutating func readRuns(_ store: Store) throws(LogError) {
    try store.rows(
      "SELECT run_uuid, name, status FROM runs WHERE lifecycle_stage = 'active' ORDER BY rowid"
    ) { row in
      guard let number = number(of: row.text(0)) else { return }
      runs[number].name = row.text(1)
      runs[number].ending =
        switch row.text(2) {
        case "FINISHED": .finished
        case "FAILED", "KILLED": .failed
        default: nil
        }
    }
    try store.rows("SELECT run_uuid, key, value FROM params") { row in
      guard let number = numbers[row.text(0)] else { return }
      runs[number].configuration[row.text(1)] = jsonString(row.text(2))
    }
  }

  private mutating func number(of identifier: String) -> Int? {
    if let number = numbers[identifier] { return number }
    guard runs.count < storeRunLimit else { return nil }
    runs.append(RunRecord(budget: budget / 16))
    numbers[identifier] = runs.count - 1
    return runs.count - 1
  }
}
