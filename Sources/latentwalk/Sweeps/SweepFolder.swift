internal import Autoencoders
internal import FileFormats
internal import Foundation

/// A folder with a plan, the runs of its tasks, and what came of each.
struct SweepFolder: Sendable {
  let path: String
  private(set) var plan: SweepPlan

  /// The name of a plan's file.
  static let planName = "plan.json"

  private static func planPath(_ path: String) -> String { "\(path)/\(planName)" }

  /// The plan's file.
  var planPath: String { Self.planPath(path) }

  /// When a plan changed last, in seconds since 1970; zero where that cannot be found out.
  static func modified(planOfSweepAt path: String) -> Double {
    let attributes = try? FileManager.default.attributesOfItem(atPath: planPath(path))
    return (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
  }

  /// Whether a folder has a plan.
  static func isSweep(_ path: String) -> Bool { exists(planPath(path)) }

  /// The sweep that a folder is, or whose runs are in it; nil where it is neither.
  static func path(ofSweepAt path: String) -> String? {
    if isSweep(path) { return path }
    return [path, URL(filePath: path).standardizedFileURL.path].lazy
      .filter { ($0 as NSString).lastPathComponent == runsName }.map(parentFolder)
      .first { !$0.isEmpty && isSweep($0) }
  }

  /// The sweep and the task of the run at a path; nil where it is of none.
  ///
  /// - Throws: why the plan cannot be read that may name it.
  static func task(ofRunAt path: String) throws -> (sweep: SweepFolder, task: SweepTask)? {
    let whole = URL(filePath: path).standardizedFileURL.path
    let name = (whole as NSString).lastPathComponent
    let runs = parentFolder(of: whole)
    guard !isSweep(runs), let place = Self.path(ofSweepAt: runs) else { return nil }
    let sweep = try SweepFolder(opening: place)
    return sweep.plan.tasks.first { $0.name == name }.map { (sweep, $0) }
  }

  /// Of a task's run the plan says the name, the epochs and the rate.
  ///
  /// - Throws: `RunError.runOfSweep` for the run of a task, or why the plan cannot be read that may name it.
  static func refuseTask(ofRunAt path: String) throws {
    guard let (sweep, task) = try task(ofRunAt: path) else { return }
    throw RunError.runOfSweep(task: task.number, sweep: sweep.path)
  }

  /// Whether a plan says how the run at a path is trained, or may, where it cannot be read.
  static func isPlanned(runAt path: String) -> Bool {
    do { return try task(ofRunAt: path) != nil } catch { return true }
  }

  private static let runsName = "runs"

  /// A folder whose plan is not written yet.
  init(_ path: String, _ plan: SweepPlan) { (self.path, self.plan) = (path, plan) }

  /// Opens a folder with a plan.
  init(opening path: String) throws {
    guard Self.isSweep(path) else { throw SweepError.noPlan(path: path) }
    self.init(path, try SweepPlan(SweepPlanText(contentsOf: Self.planPath(path)).parts))
  }

  /// Writes the plan.
  func save() throws {
    try createFolder(path)
    try SweepPlanText(parts: plan.parts).write(to: Self.planPath(path))
  }

  // MARK: Tasks

  /// The folder of all runs.
  var runsPath: String { Self.runsPath(ofSweepAt: path) }

  static func runsPath(ofSweepAt path: String) -> String { "\(path)/\(runsName)" }

  /// The folder of what came of them.
  var outcomesPath: String { "\(path)/outcomes" }

  /// The folder of a task's run.
  func runPath(_ task: SweepTask) -> String { "\(runsPath)/\(task.name)" }

  private func outcomePath(_ task: SweepTask) -> String { "\(outcomesPath)/\(task.name).json" }

  /// What came of a task; nil where it has not come to an end.
  func outcome(of task: SweepTask) -> TaskOutcome? {
    guard let bytes = try? readFile(outcomePath(task)) else { return nil }
    return try? TaskOutcome(parsing: bytes)
  }

  /// Keeps what came of a task.
  func keep(_ outcome: TaskOutcome, of task: SweepTask) throws {
    try createFolder(outcomesPath)
    try writeFile(Array(outcome.text().utf8), to: outcomePath(task))
  }

  /// Forgets what came of a task, which is tried again.
  func forgetOutcome(of task: SweepTask) {
    try? FileManager.default.removeItem(atPath: outcomePath(task))
  }

  /// Runs that are of no task: those of a plan that was changed by hand.
  var strayRuns: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: runsPath)) ?? []
    let known = Set(plan.tasks.map(\.name))
    return names.filter { !$0.hasPrefix(".") && !known.contains($0) }.sorted()
  }
}
