internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import TrainingLogs

let watchCommand = Command(
  "watch", .any("PATH", most: 1000),
  "tell how runs stand, anyone's: their state, newest values, and what is wrong with them",
  details: """
    PATH is a run, a log, or a folder that is searched for both; without one it is that of your own
    runs. Logs are known by what they hold: those of latentwalk, TensorBoard, Weights & Biases, Trackio,
    MLflow, Hugging Face's Trainer, and tables and lines of JSON with a step, as of Lightning and Keras.
    They are read as they grow, and nothing is written.

    On a terminal it opens the monitor: the list of runs, charts of their metrics over each other, and
    each run in words; ? there lists the keys. With --plain, or where there is no terminal, a table is
    printed whenever something changes, with --once a single time; below it is a line for each sweep whose
    runs are among them. Its last column says what is wrong:

      nan           a metric is infinite or none; its first step is named
      diverging     a training loss is far above its least
      plateau       a training loss has not fallen in the second half of the run
      overfitting   a test loss rises while that on training images falls
      collapse      latents have a KL below 0.01 nats
      dead-units    units give nothing
      update-ratio  steps are not from 1e-4 to 1e-2 of the weights
      stalled       nothing was logged for --stalled minutes, and no end

    With --fail-on the exit status is 3 where one of its words holds for any run: these, failed for
    a run that its log says died, and diverged for one whose newest loss is no number.
    """,
  options: OptionList(.plain, .once, .json, .failOn, .stalled) + .screen,
  examples: [
    "latentwalk watch runs", "latentwalk watch runs logs --once",
    "latentwalk watch runs --once --json", "latentwalk watch runs --once --fail-on nan,stalled",
  ]
) { arguments in
  let isOnce = arguments[.once]
  if !isOnce {
    try arguments.refuse(.json, .failOn, because: "the table is repeated; give --once")
  }
  let isScreen = !isOnce && !arguments[.plain] && hasScreen
  if !isScreen {
    try arguments.refuse(.screen, because: "a table is printed, no screen is drawn")
  }
  let look = isScreen ? arguments.look() : nil
  let (isJSON, words) = (arguments[.json], arguments[.failOn] ?? [])
  let environment = ProgramEnvironment.current
  let names = arguments.operands
  let paths = names.isEmpty ? [environment.runsFolder] : try names.map(environment.runPath)
  let patience = arguments[.stalled]
  return {
    if !isOnce { try requireAny(of: paths) }
    if let look { return try showMonitor(of: paths, stalledAfter: patience, look) }
    let catalog = RunCatalog(paths, stalledAfter: patience)
    guard isOnce else { return follow(catalog) }
    let report = WatchReport(catalog)
    guard !report.isEmpty else { throw LogError.noLog(path: paths.joined(separator: ", ")) }
    printOut(isJSON ? try jsonLine(report, of: JSONSubject()) : report.text)
    return report.has(words) ? 3 : 0
  }
}

extension Option {
  fileprivate static var plain: Option<Bool> {
    Option<Bool>("--plain", help: "a table instead of the monitor")
  }

  fileprivate static var once: Option<Bool> {
    Option<Bool>("--once", help: "print the table once").onlyTyped
  }

  fileprivate static var stalled: Option<Double> {
    Option<Double>(
      "--stalled", .positive("MINUTES"), default: 10,
      help: "minutes without news after which a run has stalled")
  }

  fileprivate static var failOn: Option<[AlarmWord]?> {
    Option<[AlarmWord]?>(
      "--fail-on", .alarmWords, help: "exit with status 3 where one of these holds for a run"
    ).onlyTyped
  }
}

/// A word that a script may ask for: a finding, or a state that is none to be in.
enum AlarmWord: Equatable {
  case finding(HealthWord)
  case state(RunState)

  static let all: [(String, AlarmWord)] =
    HealthWord.allCases.map { ($0.rawValue, .finding($0)) }
    + [RunState.failed, .stopped, .diverged].map { ($0.rawValue, .state($0)) }

  func holds(for run: CatalogRun, with findings: [RunFinding]) -> Bool {
    switch self {
    case .finding(let word): findings.contains { $0.word == word }
    case .state(let state): run.state == state
    }
  }
}

extension OptionValue<[AlarmWord]> {
  fileprivate static var alarmWords: Self {
    let words = AlarmWord.all
    return Self(
      "WORD,...", expected: "words of " + words.map(\.0).joined(separator: ", "),
      completion: .words(words.map(\.0))
    ) { text in
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      let found = parts.compactMap { part in words.first { $0.0 == part }?.1 }
      return found.count == parts.count ? found : nil
    }
  }
}

/// Folders may be empty until a training begins, but one has to be there.
private func requireAny(of paths: [String]) throws(LogError) {
  guard paths.contains(where: exists) else {
    throw .noLog(path: paths.joined(separator: ", "))
  }
}

/// Prints the table whenever something has changed, until the output is closed.
private func follow(_ catalog: RunCatalog) -> Int32 {
  var shown: String?
  let finder = PlanFinder()
  while outputFailure == nil {
    let report = WatchReport(catalog, finder)
    if report.standing != shown, !report.isEmpty {
      printOut((shown == nil ? "" : "\n") + report.text)
      shown = report.standing
    }
    Thread.sleep(forTimeInterval: 1)
  }
  return 0
}
