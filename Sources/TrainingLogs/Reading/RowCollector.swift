internal import FileFormats

/// Turns rows of named values into points of series: finds what of each row is its step, its time, and the images or
/// phase that it is about.
struct RowCollector {
  /// What a name stands for.
  private enum Role: Equatable {
    case metric
    /// A name for steps, the better the less the number.
    case step(Int)
    case time
    case split
    case event
  }

  /// Names of steps, the best first.
  static let stepNames = [
    "step", "global_step", "_step", "trainer/global_step", "iteration", "iter", "update", "round",
    "epoch",
  ]
  private static let timeNames: Set = [
    "wall_time", "_timestamp", "timestamp", "time", "datetime", "created_at",
  ]
  private static let splitNames: Set = ["split", "phase", "mode", "stage", "subset"]

  /// Rows with a text called `event` are marks and hold no metrics.
  private let hasEvents: Bool
  private var names = NameTable()
  private var roles: [Role] = []
  private var splits = NameTable()
  /// The number of a metric by its split, the first of which is none, and its name.
  private var tags: [[Int?]] = [[]]
  private var cells: [(name: Int, value: Double)] = []
  private var split = 0
  private var time = Double.nan
  private var event: String?
  private var given: Int64?
  /// Rows so far, for those without a step.
  private var rows: Int64 = 0

  init(hasEvents: Bool = false) { self.hasEvents = hasEvents }

  /// Whether any of `names` is one for steps.
  static func hasStep(_ names: some Sequence<String>) -> Bool {
    names.contains { stepNames.contains($0.lowercased()) }
  }

  // MARK: A row

  /// Adds a value to the row, by the number of its name that `number(of:_:)` gave.
  mutating func add(_ value: Double, name: Int) {
    switch roles[name] {
    case .time: time = LoggedTime.seconds(value) ?? time
    case .metric, .step: cells.append((name, value))
    case .split, .event: break
    }
  }

  /// Adds a text to the row.
  mutating func add(text: [UInt8], _ range: Range<Int>, name: Int) {
    switch roles[name] {
    case .split: split = splits.number(of: text, range).map { $0 + 1 } ?? 0
    case .time: time = LoggedTime.seconds(Self.text(text, range)) ?? time
    case .event: event = String(Self.text(text, range))
    case .metric, .step:
      // Some writers put what JSON has no form for into quotes.
      if let value = decimalNumber(text, range), !value.isFinite { cells.append((name, value)) }
    }
  }

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> Substring {
    Substring(decoding: bytes[range.prefix(64)], as: UTF8.self)
  }

  /// Gives the row a step that stands beside its values.
  mutating func setStep(_ step: Int64) { given = step }

  /// Gives the row a time that stands beside its values.
  mutating func setTime(_ seconds: Double?) { time = seconds ?? time }

  /// The number of a name; nil where there are too many.
  mutating func number(of bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard let number = names.number(of: bytes, range) else { return nil }
    if number == roles.count { roles.append(role(of: names.text(number))) }
    return number
  }

  private func role(of name: String) -> Role {
    let name = name.lowercased()
    if let rank = Self.stepNames.firstIndex(of: name) { return .step(rank) }
    if Self.timeNames.contains(name) { return .time }
    if Self.splitNames.contains(name) { return .split }
    return hasEvents && name == "event" ? .event : .metric
  }

  /// Takes the row back.
  mutating func dropRow() {
    cells.removeAll(keepingCapacity: true)
    (split, time, event, given) = (0, .nan, nil, nil)
  }

  /// Ends the row: its values go to the run.
  mutating func endRow(in run: inout RunRecord) {
    defer { dropRow() }
    guard !cells.isEmpty else { return }
    rows += 1
    let (step, place) = step()
    if let event {
      let isDivergence = cells.contains { names.text($0.name).hasPrefix("diverged") }
      run.marks.append(RunRecord.Mark(step: step, event: event, isDivergence: isDivergence))
      return
    }
    for (index, cell) in cells.enumerated() where index != place {
      guard let tag = tag(of: cell.name, &run) else { continue }
      run.append(LogPoint(step: step, time: time, value: cell.value), to: tag)
    }
  }

  /// The step of the row and the cell that it is from: of the best name whose value is whole. Without one, rows are
  /// counted from zero.
  private func step() -> (Int64, place: Int?) {
    if let given { return (given, nil) }
    var best: (rank: Int, step: Int64, place: Int)?
    for (place, cell) in cells.enumerated() {
      guard case .step(let rank) = roles[cell.name], rank < best?.rank ?? .max,
        let step = Int64(exactly: cell.value)
      else { continue }
      best = (rank, step, place)
    }
    return best.map { ($0.step, $0.place) } ?? (rows - 1, nil)
  }

  private mutating func tag(of name: Int, _ run: inout RunRecord) -> Int? {
    while tags.count <= split { tags.append([]) }
    if name < tags[split].count, let tag = tags[split][name] { return tag }
    let text = names.text(name)
    let tag = run.number(of: split == 0 ? text : "\(splits.text(split - 1))/\(text)")
    while tags[split].count <= name { tags[split].append(nil) }
    tags[split][name] = tag
    return tag
  }
}
