internal import ProgramOptions

/// Tells in lines of text how the tasks of a sweep come along.
struct SweepReporter {
  private let taskCount: Int
  private let differing: [String]

  init(_ plan: SweepPlan) {
    taskCount = plan.tasks.count
    differing = plan.options.differing
  }

  func begin(_ task: SweepTask) {
    let options = differing.compactMap { name in
      task.options[name].map { $0.isEmpty ? name : "\(name) \($0)" }
    }
    let what = options.isEmpty ? "" : ": \(options.joined(separator: ", "))"
    printOut("\(title(task))\(what)\n")
  }

  func finish(_ task: SweepTask) { printOut("\(title(task)) is done\n\n") }

  func stop(_ task: SweepTask) { printOut("\(title(task)) is stopped and saved\n") }

  func fail(_ task: SweepTask, because reason: String) {
    printErrorLine("\(title(task)) failed: \(reason)")
  }

  func leave(_ task: SweepTask, to process: Int?, on host: String?) {
    let who = process.map { "process \($0)" } ?? "another process"
    printOut("\(title(task)) is trained by \(who)\(host.map { " on \($0)" } ?? "")\n\n")
  }

  private func title(_ task: SweepTask) -> String { "task \(task.number) of \(taskCount)" }
}
