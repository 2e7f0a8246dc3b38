internal import Autoencoders
internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// Runs to be trained, numbered. A plan grows at its end alone: a task's number never changes.
struct SweepPlan: Equatable, Sendable {
  private(set) var parts: [SweepPart]
  /// All tasks, those that several parts come to once.
  private(set) var tasks: [SweepTask]

  /// Most tasks of a plan.
  static let taskLimit = 100_000

  /// - Throws: `SweepError.tooManyTasks`, or `UsageError` where a value is none of its option's.
  init(_ parts: [SweepPart]) throws {
    (self.parts, tasks) = ([], [])
    for part in parts { try append(part) }
  }

  /// Adds what a part comes to.
  ///
  /// - Returns: the tasks that are new.
  @discardableResult
  mutating func append(_ part: SweepPart) throws -> [SweepTask] {
    try part.check()
    guard Double(tasks.count) + part.taskCount <= Double(Self.taskLimit) else {
      throw SweepError.tooManyTasks(limit: Self.taskLimit)
    }
    var known = Set(tasks.map(\.identity))
    let first = tasks.count
    for options in part.assignments {
      let task = SweepTask(tasks.count + 1, options)
      if known.insert(task.identity).inserted { tasks.append(task) }
    }
    parts.append(part)
    return Array(tasks[first...])
  }

  /// The options by which tasks differ, and those that all have alike, in the order of help.
  var options: (differing: [String], shared: [String]) {
    let used = SweepPart.names.filter { name in tasks.contains { $0.options[name] != nil } }
    let differing = used.filter { name in Set(tasks.map { $0.options[name] }).count > 1 }
    return (differing, used.filter { !differing.contains($0) })
  }

  /// What tells a task from the others, in words: its values of the options by which tasks differ, a preset by its name
  /// alone; empty where there is no other.
  ///
  /// - Parameter isOfSetting: without its seed.
  func label(_ task: SweepTask, by differing: [String], isOfSetting: Bool = false) -> String {
    differing.compactMap { name -> String? in
      if isOfSetting, name == SweepPart.seedName { return nil }
      guard let value = task.options[name] else { return nil }
      if name == "preset" { return Self.presetName(value) }
      return value.isEmpty ? name : "\(name) \(value)"
    }.joined(separator: ", ")
  }

  /// A preset's name, or that of its file.
  private static func presetName(_ value: String) -> String {
    value.hasSuffix(".json")
      ? ((value as NSString).lastPathComponent as NSString).deletingPathExtension : value
  }

  /// The task of a number, and every so many after it; alone where that is nil.
  func tasks(from number: Int, every: Int?) throws(SweepError) -> [SweepTask] {
    let first = try task(number)
    guard let every else { return [first] }
    return stride(from: number, through: tasks.count, by: every).map { tasks[$0 - 1] }
  }

  /// The task of a number.
  func task(_ number: Int) throws(SweepError) -> SweepTask {
    guard tasks.indices.contains(number - 1) else {
      throw .noTask(number, tasks: tasks.count)
    }
    return tasks[number - 1]
  }
}
