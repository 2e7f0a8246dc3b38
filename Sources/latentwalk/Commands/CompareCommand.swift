internal import FileFormats
internal import ProgramOptions
internal import TrainingLogs

let compareCommand = Command(
  "compare", .some("RUN", most: 1000),
  "tell what differs in the configuration of runs, and what came out of them",
  details: """
    RUN is a run, a log of another program, or a folder that is searched for both, as for watch. Runs
    whose configurations differ in nothing but a seed are one setting, given by mean ± standard
    deviation over its runs; where a log tells no configuration, names count that differ in the number
    behind seed alone. Best is the least value of a metric, of a score the greatest.
    """,
  options: OptionList(.metric, .json, .format(formats), .out),
  examples: [
    "latentwalk compare runs/vae runs/beta", "latentwalk compare sweep --metric test/total,test/kl",
    "latentwalk compare sweep --format csv --out sweep.csv",
  ]
) { arguments in
  let isJSON = arguments[.json]
  if isJSON {
    try arguments.refuse(.format(formats), .out, .metric, because: "--json prints all of it")
  }
  let wanted = isJSON ? nil : arguments[.metric]
  let output = isJSON ? nil : try arguments.output(formats)
  let paths = try arguments.operands.map(ProgramEnvironment.current.runPath)
  return {
    let catalog = RunCatalog(paths, stalledAfter: .infinity)
    _ = catalog.refresh()
    for fault in catalog.faults { printErrorLine(fault.error.message) }
    let comparison = RunComparison(catalog)
    guard !comparison.settings.isEmpty else {
      throw LogError.noLog(path: paths.joined(separator: ", "))
    }
    guard let output else {
      printOut(try jsonLine(ComparisonReport(comparison), of: JSONSubject()))
      return 0
    }
    let table = ComparisonTable(comparison, metrics: wanted)
    try output.write(output.format == .csv ? table.csv : table.text)
    return 0
  }
}

private let formats: [OutputFormat] = [.text, .csv]

extension Option {
  static var metric: Option<[String]?> {
    Option<[String]?>(
      "--metric", .names, otherwise: "in text those that runs are told by, else all",
      help: "metrics to compare"
    ).onlyTyped
  }
}

extension OptionValue<[String]> {
  fileprivate static var names: Self {
    Self("NAME,...", expected: "names of metrics with commas between") { text in
      let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return names.contains("") ? nil : names
    }
  }
}
