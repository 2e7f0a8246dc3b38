internal import Autoencoders
internal import CursesTerminal
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import TrainingLogs

let sweepCommand = Command(
  "sweep", .some("new|list|run|status|write|results PLAN", most: 2),
  "train many settings and seeds: plan, run, on a cluster too, and compare",
  details: """
      new PLAN      make a plan of train's options, each with one value or several
      list PLAN     its tasks, numbered
      run PLAN      train those that are not done, or --task K alone
      status PLAN   how many are done, running, failed, interrupted and missing
      write PLAN    the tasks that are not done as others start them: --slurm, --parallel
      results PLAN  what came out, best setting first

    PLAN is a folder. Its plan.json can be written by hand too, a value or a list for each option, as
    in {"parts": [{"options": {"preset": ["vae", "ae"], "epochs": 5}, "seeds": 3}]}. Every value is
    tried with every other one; with --zip the first of all options go together, then the second. Where
    a value has commas itself, slashes stand between values, as in --hidden 400,200/200,100. Paths are
    of the folder that a task is run in. The options from --preset to --contraction are those of train;
    latentwalk train --help explains them.

    A task is known by its options: what is done stays done when a plan is extended, and a number never
    changes. Finished tasks are skipped, interrupted ones go on from their last checkpoint, failed ones
    are tried again, and several processes may share a plan. A signal saves the task and ends the
    program by that signal. In a job of Slurm, SIGUSR1, which the array that write makes is sent a
    minute before its time is up, also gives the job back to be started again, at most --requeue times.
    Where a plan has more tasks than an array may have jobs, each job trains several, one after another.

    Results are of done tasks alone: the mean ± standard deviation over seeds of the best and the last
    value of each run. Best is the least value of a metric, of a score the greatest.
    """,
  options: .sweep + OptionList(.metric, .json, .format(resultFormats), .out),
  completion: .words(SweepAction.allCases.map(\.rawValue), orFiles: true),
  examples: [
    "latentwalk sweep new sweeps/rates --preset vae,vae-wide --learning-rate 1e-3,3e-4 --seeds 5",
    "latentwalk sweep run sweeps/rates",
    "latentwalk sweep write sweeps/rates --parallel --threads 2 | parallel -j 8",
    "latentwalk sweep write sweeps/rates --slurm --time 2:00:00 --at-once 16 | sbatch",
    "latentwalk sweep results sweeps/rates --metric test/total",
  ]
) { arguments in
  guard let action = SweepAction(rawValue: arguments.operand) else {
    let words = SweepAction.allCases.map(\.rawValue)
    throw UsageError.invalidValue(
      option: words.joined(separator: "|"), value: arguments.operand,
      expected: "one of \(words.joined(separator: ", "))")
  }
  guard arguments.operands.count > 1 else {
    throw UsageError.missingOperand("PLAN", command: "latentwalk sweep \(action.rawValue)")
  }
  return try action.work(arguments, arguments.operands[1])
}

private let resultFormats: [OutputFormat] = [.text, .csv]

private enum SweepAction: String, CaseIterable {
  case new, list, run, status, write, results

  func work(_ arguments: Arguments, _ path: String) throws -> Command.Work {
    switch self {
    case .new: try makePlan(arguments, path)
    case .list: tell(arguments, path) { $0.list(width: outputWidth) }
    case .status: tell(arguments, path) { $0.status(width: outputWidth) }
    case .run: try runTasks(arguments, path)
    case .write: try writeScript(arguments, path)
    case .results: try tellResults(arguments, path)
    }
  }
}

// MARK: - Making plans

private func makePlan(_ arguments: Arguments, _ path: String) throws -> Command.Work {
  let file = arguments[.planFile]
  if file != nil {
    try arguments.refuse(
      SweepPart.rows.ofSeveralValues + OptionList(.sweepSeeds, .zip),
      because: "--from says what is tried")
  }
  let part = file == nil ? try SweepPart(arguments) : nil
  let isExtended = arguments[.extend]
  return {
    let parts = try part.map { [$0] } ?? SweepPlanText(contentsOf: file ?? "").parts
    let asked = try SweepPlan(parts)
    for task in asked.tasks { _ = try TrainingJob(task) }
    let isThere = SweepFolder.isSweep(path)
    let known = isThere ? try SweepFolder(opening: path).plan : try SweepPlan([])
    var plan = known
    for part in parts { try plan.append(part) }
    let missing = plan.tasks.count - known.tasks.count
    guard !isThere || isExtended || missing == 0 else {
      throw SweepError.otherPlan(
        path: path, tasks: known.tasks.count, asked: asked.tasks.count, missing: missing)
    }
    if missing > 0 { try SweepFolder(path, plan).save() }
    let all = "\(printable(path)) has \(counted(plan.tasks.count, "task"))"
    printOut(isThere ? "\(all), \(missing) of them new\n" : "\(all)\n")
    printOut("run them with: \(Advice.runSweep(path).text)\n")
    return 0
  }
}

extension SweepPart {
  /// What the options ask for.
  fileprivate init(_ arguments: Arguments) throws(UsageError) {
    let seeds = arguments[.sweepSeeds]
    if seeds != nil {
      let seed = Self.rows.options.filter { $0.name == Self.optionName(Self.seedName) }
      for row in seed { try arguments.refuse(row.severalValues, because: "--seeds sets the seeds") }
    }
    var options: [String: [String]] = [:]
    for row in Self.rows.options {
      if let values = arguments[row.severalValues] {
        options[String(row.name.dropFirst(2))] = values
      }
    }
    self.init(options, seeds: seeds, isZipped: arguments[.zip])
    try check()
  }
}

// MARK: - Telling of plans

private func tell(
  _ arguments: Arguments, _ path: String, _ text: @escaping @Sendable (SweepReport) -> String
) -> Command.Work {
  let isJSON = arguments[.json]
  return {
    let report = SweepReport(try SweepFolder(opening: path))
    printOut(isJSON ? try jsonLine(report, of: JSONSubject(run: path)) : text(report))
    return 0
  }
}

private func tellResults(_ arguments: Arguments, _ path: String) throws -> Command.Work {
  let isJSON = arguments[.json]
  if isJSON {
    try arguments.refuse(.format(resultFormats), .out, because: "--json prints all of it")
  }
  let metrics = arguments[.metric]
  let output = isJSON ? nil : try arguments.output(resultFormats)
  return {
    let folder = try SweepFolder(opening: path)
    let results = try folder.results()
    let comparison = (metrics?.first ?? results.tags.first).map(results.ordered) ?? results
    guard let output else {
      printOut(try jsonLine(ComparisonReport(comparison), of: JSONSubject(run: path)))
      return 0
    }
    let told = output.format == .text ? Array(results.tags.prefix(2)) : nil
    let table = ComparisonTable(comparison, metrics: metrics ?? told, isNamed: false)
    let width = output.path == nil ? outputWidth : nil
    try output.write(output.format == .csv ? table.csv : table.fitted(to: width))
    if output.format == .text, output.path == nil { printOut("\(SweepReport(folder).summary)\n") }
    return 0
  }
}

// MARK: - Running plans

private func runTasks(_ arguments: Arguments, _ path: String) throws -> Command.Work {
  let variables = ProgramEnvironment.current.variables
  let job = SlurmJob(variables)
  let number = arguments[.task] ?? SlurmJob.task(variables)
  if number == nil { try arguments.refuse(.every, because: "--task says from which task on") }
  let every = arguments[.every]
  let threads = arguments[.taskThreads] ?? ProgramEnvironment.processorCount
  let requeues = arguments[.requeue] ?? 0
  return {
    let folder = try SweepFolder(opening: path)
    let tasks =
      try number.map { try folder.plan.tasks(from: $0, every: every) } ?? folder.plan.tasks
    let runner = SweepRunner(
      folder: folder, threads: threads, reporter: SweepReporter(folder.plan))
    guard let signal = runner.run(tasks) else {
      printOut("\(SweepReport(folder).summary)\n")
      return tasks.allSatisfy(folder.isDone) ? 0 : 1
    }
    if let job, signal == SIGUSR1, !tasks.allSatisfy(folder.isDone) {
      giveBack(job, atMost: requeues)
    } else {
      printOut("stopped; go on with: \(Advice.runSweep(path).text)\n")
    }
    ProgramTeam.die(of: signal)
    return 1
  }
}

/// Has Slurm start a job again whose time is up.
private func giveBack(_ job: SlurmJob, atMost requeues: Int) {
  guard job.restarts < requeues else {
    let times = counted(job.restarts, "time")
    printErrorLine("job \(job.name) was started again \(times), as often as --requeue allows")
    return
  }
  // Slurm may end the program while it is asked.
  printOut("giving job \(job.name) back, to be started again\n")
  do { try job.requeue() } catch { printErrorLine(message(for: error)) }
}

private func writeScript(_ arguments: Arguments, _ path: String) throws -> Command.Work {
  let (isSlurm, isParallel) = (arguments[.slurm], arguments[.parallel])
  guard isSlurm || isParallel else {
    throw UsageError.missingValue(option: "sweep write", expected: "--slurm or --parallel")
  }
  var demand: SweepScript.Demand?
  if isSlurm {
    try arguments.refuse(.parallel, because: "--slurm says what is written")
    demand = SweepScript.Demand(
      time: arguments[.time], atOnce: arguments[.atOnce], requeues: arguments[.requeue] ?? 20,
      greatestNumber: arguments[.arrayLimit])
  }
  let threads = arguments[.taskThreads] ?? 1
  let file = arguments[.out]
  let environment = ProgramEnvironment.current
  return {
    let script = SweepScript(
      program: environment.program ?? "latentwalk", workingFolder: environment.workingFolder,
      folder: try SweepFolder(opening: path), threads: threads)
    guard !script.folder.openTasks.isEmpty else { throw SweepError.nothingLeft(path: path) }
    try writeOutput(
      Array((demand.map(script.jobArray) ?? script.commandLines).utf8), to: file)
    return 0
  }
}
