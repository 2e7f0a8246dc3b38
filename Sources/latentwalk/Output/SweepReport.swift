internal import FileFormats
internal import ProgramOptions
internal import TerminalUI

/// The tasks of a sweep and where they stand.
struct SweepReport {
  private let folder: SweepFolder
  private let standings: [TaskStanding]

  init(_ folder: SweepFolder) { (self.folder, standings) = (folder, folder.standings) }

  /// The tasks with all by which they differ, and what they have alike.
  ///
  /// - Parameter width: of the terminal; nil where there is none.
  func list(width: Int?) -> String {
    let (differing, shared) = folder.plan.options
    let tasks = folder.plan.tasks
    let options = differing.map { name in
      FittedTable.Column(option: name, values: tasks.map { shown($0.options[name]) })
    }
    let table = FittedTable(
      columns: [.init(title: "task", cells: tasks.map { "\($0.number)" })] + options
        + [runColumn(tasks)], elsewhere: Self.elsewhere)
    let alike = shared.map { "\($0) \(shown(tasks.first?.options[$0]))" }
    return table.text(width: width)
      + (alike.isEmpty
        ? "" : wrappedLines("all with \(printable(alike.joined(separator: ", ")))", width: width))
  }

  /// How many there are of each kind, and those that are not done: on a terminal with what is to be said of them below.
  ///
  /// - Parameter width: of the terminal; nil where there is none.
  func status(width: Int?) -> String {
    let open = standings.filter { $0.state != .done }
    let notes = open.map { cut(printable(note($0)), to: 200) }
    let table = FittedTable(
      columns: [
        .init(title: "task", cells: open.map { "\($0.task.number)" }),
        .init(title: "state", cells: open.map(\.state.rawValue)),
        .init(title: "epoch", cells: open.map { $0.epoch.map { fixed($0, decimals: 1) } ?? "-" }),
        runColumn(open.map(\.task)),
      ] + (width == nil ? [.init(title: "", cells: notes)] : []), elsewhere: Self.elsewhere)
    let below = zip(open, notes).filter { width != nil && !$1.isEmpty }
      .map { wrappedLines("task \($0.task.number): \($1)", width: width) }
    return wrappedLines(summary, width: width) + (open.isEmpty ? "" : table.text(width: width))
      + below.joined() + (strays.isEmpty ? "" : wrappedLines(strays, width: width))
  }

  private func runColumn(_ tasks: [SweepTask]) -> FittedTable.Column {
    FittedTable.Column(
      title: "run", cells: tasks.map { printable($0.name) }, least: 16, hasSharedStart: true,
      rank: 2)
  }

  private static let elsewhere = "a pipe and --json have all"

  /// How many tasks are done, and how many there are of every other kind.
  var summary: String {
    let counts = TaskStanding.State.allCases.compactMap { state -> String? in
      let count = standings.count { $0.state == state }
      return count == 0 && state != .done ? nil : "\(count) \(state.rawValue)"
    }
    return "\(counted(standings.count, "task")): \(counts.joined(separator: ", "))"
  }

  private func note(_ standing: TaskStanding) -> String {
    if let message = standing.message { return message }
    guard let holder = standing.holder else { return "" }
    return (holder.process.map { "process \($0)" } ?? "another process")
      + (holder.host.map { " on \($0)" } ?? "")
  }

  private var strays: String {
    let runs = folder.strayRuns
    guard !runs.isEmpty else { return "" }
    return "\(countedSubject(runs.count, "run")) of no task of this plan: "
      + cut(printable(runs.joined(separator: ", ")), to: 200)
  }

  private func shown(_ value: String?) -> String {
    value.map { $0.isEmpty ? "yes" : cut(printable($0), to: 24) } ?? "-"
  }
}

// MARK: - As JSON

extension SweepReport: Encodable {
  private struct Task: Encodable {
    let number: Int
    let identity: String
    let options: [String: String]
    let run: String
    let state: String
    let epoch: Double?
    let process: Int?
    let host: String?
    let message: String?
  }

  private enum Keys: CodingKey { case tasks, counts, strayRuns }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    let tasks = standings.map { standing in
      Task(
        number: standing.task.number, identity: standing.task.identity,
        options: standing.task.options, run: folder.runPath(standing.task),
        state: standing.state.rawValue, epoch: standing.epoch,
        process: standing.holder?.process, host: standing.holder?.host, message: standing.message)
    }
    let counts = TaskStanding.State.allCases.map { state in
      (state.rawValue, standings.count { $0.state == state })
    }
    try container.encode(tasks, forKey: .tasks)
    try container.encode(Dictionary(uniqueKeysWithValues: counts), forKey: .counts)
    try container.encode(folder.strayRuns, forKey: .strayRuns)
  }
}
