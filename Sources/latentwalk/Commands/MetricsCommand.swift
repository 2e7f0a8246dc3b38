internal import Autoencoders
internal import FileFormats
internal import ProgramOptions
internal import TrainingLogs

let metricsCommand = Command(
  "metrics", .one("RUN|FILE"),
  "write the log of a run as a table",
  details: """
    A row for each line of the run's metrics.jsonl, or of another log of JSON objects, and a column for
    each name in it: least.kl is kl in least, kl_per_dimension.0 the first of a list. Numbers are
    spelled as in the log, and a field is blank where its line lacks the name.
    """,
  options: OptionList(.format(tableFormats), .out),
  examples: [
    "latentwalk metrics runs/vae --out vae.csv", "latentwalk metrics runs/vae --format tsv",
  ]
) { arguments in
  let output = try arguments.output(tableFormats)
  let path = try UserRuns.path(of: arguments.operand, in: ProgramEnvironment.current.runsFolder)
  return {
    let file = isFolder(path) ? try RunFolder.open(path).metricsPath : path
    let table = LogTable(parsing: try readFile(file))
    guard !table.rows.isEmpty else { throw LogError.noLog(path: file) }
    if table.damagedLines > 0 {
      printErrorLine("\(file): \(countedSubject(table.damagedLines, "line")) no JSON, and left out")
    }
    try output.write(table.text(separator: output.format == .tsv ? "\t" : ","))
    return 0
  }
}

private let tableFormats: [OutputFormat] = [.csv, .tsv]
