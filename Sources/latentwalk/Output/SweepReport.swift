internal import FileFormats
internal import ProgramOptions
internal import TerminalUI

/// The tasks of a sweep and where they stand.
struct SweepReport {
  private let folder: SweepFolder
  private let standings: [TaskStanding]

  init(_ folder: SweepFolder) { (self.folder, standings) = (folder, folder.standings) }

  /// The tasks with all by which they differ, and what they have alike.
  var list: String {
    let (differing, shared) = folder.plan.options
    let rows = folder.plan.tasks.map { task in
      ["\(task.number)"] + differing.map { shown(task.options[$0]) } + [task.name]
    }
    let alike = shared.map { "\($0) \(shown(folder.plan.tasks.first?.options[$0]))" }
    return alignedTable([["task"] + differing + ["run"]] + rows)
      + (alike.isEmpty ? "" : "all with \(printable(alike.joined(separator: ", ")))\n")
  }

  /// How many there are of each kind, and those that are not done.
  var status: String {
    let open = standings.filter { $0.state != .done }
    let rows = open.map { standing in
      [
        "\(standing.task.number)", standing.state.rawValue,
        standing.epoch.map { fixed($0, decimals: 1) } ?? "-", printable(standing.task.name),
        cut(printable(note(standing)), to: 200),
      ]
    }
    let table = rows.isEmpty ? "" : alignedTable([["task", "state", "epoch", "run", ""]] + rows)
    return "\(summary)\n\(table)\(strays)"
  }

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
      + "\(cut(printable(runs.joined(separator: ", ")), to: 200))\n"
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
