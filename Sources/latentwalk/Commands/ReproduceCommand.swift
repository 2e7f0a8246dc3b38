internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ProgramOptions
internal import Reproduction
internal import TrainingLogs

let reproduceCommand = Command(
  "reproduce", .any("CARD", most: ReproductionCard.all.count),
  "train what the literature reports, and print the results beside it",
  details: """
    Each run is kept in a folder of its own below --out; when the command is given again, finished
    runs are read, an interrupted one goes on from its last checkpoint. The table of all that
    finished, of other cards too, is written there as reproduce.json and reproduce.md, and beside them
    what the logs of all runs came to, by setting over seeds, as runs.csv, as compare writes it.

    A bound is met when the mean over seeds ± one standard error lies within it, not met when all of
    that lies outside it, and undecided in between. A card passes when all that is asked of
    the setting it is about is met, with the number of seeds that it has; stretch targets and settings
    of our own beside it do not count.

    --plan writes a plan of all training into --out, whose tasks GNU parallel or a cluster can do, as
    latentwalk sweep explains; given again without it, the same --out reads what they came to.

    Cards, and their seeds:

    \(ReproductionCard.all.map { "  \($0.name.padded(to: 5))\($0.seeds)  \($0.title)" }.joined(separator: "\n"))
    """,
  options: OptionList(
    .seeds, .data(otherwise: "mnist"), .threads, .folder, .plan, .report, .json),
  completion: .words(ReproductionCard.all.map(\.name)),
  examples: [
    "latentwalk reproduce R1 R11", "latentwalk reproduce --out reproduction",
    "latentwalk reproduce --out reproduction --plan",
  ]
) { arguments in
  let cards = try chosenCards(arguments.operands)
  if arguments[.plan] { return try planOfTraining(arguments, cards) }
  let isReport = arguments[.report]
  if isReport { try arguments.refuse(.threads, because: "--report trains and measures nothing") }
  let request = ReproductionRequest(
    cards: cards, seeds: arguments[.seeds], data: arguments[.data] ?? "mnist",
    threads: arguments[.threads],
    folder: arguments[.folder] ?? usualFolder,
    isReport: isReport, isJSON: arguments[.json])
  return { try request.run() }
}

private var usualFolder: String { "\(ProgramEnvironment.current.runsFolder)/reproduce" }

/// Writes what is to be trained, for others to train it.
private func planOfTraining(
  _ arguments: Arguments, _ cards: [ReproductionCard]
) throws -> Command.Work {
  try arguments.refuse(.threads, .report, .json, because: "--plan trains and reports nothing")
  let folder = arguments[.folder] ?? usualFolder
  let (seeds, data) = (arguments[.seeds], arguments[.data] ?? "mnist")
  return {
    guard !SweepFolder.isSweep(folder) else { throw SweepError.holdsPlan(path: folder) }
    let sweep = try SweepFolder(reproducing: cards, seeds: seeds, data: data, in: folder)
    try sweep.save()
    printOut("\(printable(folder)) has \(counted(sweep.plan.tasks.count, "task"))\n")
    printOut("run them with: \(Advice.runSweep(folder).text)\n")
    return 0
  }
}

extension Option {
  fileprivate static var plan: Option<Bool> {
    Option<Bool>("--plan", help: "train nothing: write a plan for latentwalk sweep").onlyTyped
  }

  fileprivate static var seeds: Option<Int?> {
    Option<Int?>(
      "--seeds", .integer(1...1000), otherwise: "the card's, in a report all",
      help: "runs of each preset, with the random seeds from 1 on")
  }

  fileprivate static var folder: Option<String?> {
    Option<String?>(
      "--out", .path("FOLDER"), otherwise: "one among the user's data",
      help: "where runs and tables go"
    ).onlyTyped
  }

  fileprivate static var report: Option<Bool> {
    Option<Bool>("--report", help: "train nothing: the table of what finished before")
  }
}

/// A reproduction as the options ask for it.
private struct ReproductionRequest {
  let cards: [ReproductionCard]
  let seeds: Int?
  let data: String
  let threads: Int
  let folder: String
  let isReport: Bool
  let isJSON: Bool

  func run() throws -> Int32 {
    let environment = ProgramEnvironment.current
    let dataset = try environment.locator().find(data)
    dataset.noteLines.forEach(printErrorLine)
    let image = Preset.all[0].model.imageShape
    guard dataset.train.shape == image else {
      // The published numbers are of such images.
      throw RunError.wrongImageShape(model: image, data: dataset.train.shape)
    }
    let engine = try environment.engine(threads: threads)
    let sweep = SweepFolder.isSweep(folder) ? try SweepFolder(opening: folder) : nil
    func makeReproduction(seeds: Int?, isReport: Bool) -> Reproduction {
      Reproduction(
        dataset: dataset, reference: DatasetReference(dataset, classes: nil, pixels: nil),
        folder: folder, places: sweep?.reproductionPlaces ?? [:],
        seeds: seeds, isReport: isReport, on: engine, tell: ReproductionReporter().tell)
    }
    let reproduction = makeReproduction(seeds: seeds, isReport: isReport)
    let report = makeReproduction(seeds: nil, isReport: true)
    var verdicts: [ReproductionVerdict] = []
    for card in cards {
      let obtained = try reproduction.run(card)
      verdicts += obtained
      if !isJSON, !obtained.isEmpty { printOut(text(card, obtained)) }
    }
    guard !verdicts.isEmpty else { throw RunError.nothingReproduced(folder: folder) }
    let subject = JSONSubject(run: folder, dataset: dataset.name, units: "as the metric names")
    try writeTables(ReproductionCard.all.flatMap(report.run), to: folder, of: subject)
    printOut(
      isJSON
        ? try jsonLine(ReproductionTable(verdicts), of: subject)
        : "\n\(summary(of: cards, verdicts)); tables in \(printable(folder))\n")
    return cards.allSatisfy { $0.standing(verdicts) == .passed } ? 0 : 1
  }
}

/// Writes what finished of all cards, with all seeds.
private func writeTables(
  _ verdicts: [ReproductionVerdict], to folder: String, of subject: JSONSubject
) throws {
  let json = try jsonText(ReproductionTable(verdicts), of: subject)
  try writeFile(Array(json.utf8), to: "\(folder)/reproduce.json")
  try writeFile(Array(markdownTable(verdicts).utf8), to: "\(folder)/reproduce.md")
  let catalog = RunCatalog([folder], stalledAfter: .infinity)
  _ = catalog.refresh()
  let runs = ComparisonTable(RunComparison(catalog), metrics: nil)
  try writeFile(Array(runs.csv.utf8), to: "\(folder)/runs.csv")
}

private func chosenCards(_ names: [String]) throws(UsageError) -> [ReproductionCard] {
  guard !names.isEmpty else { return ReproductionCard.all }
  var cards: [ReproductionCard] = []
  for name in names {
    guard let card = ReproductionCard.named(name) else {
      throw .invalidValue(
        option: "CARD", value: name,
        expected: "one of " + ReproductionCard.all.map(\.name).joined(separator: ", "))
    }
    cards.append(card)
  }
  return cards
}

private func text(_ card: ReproductionCard, _ verdicts: [ReproductionVerdict]) -> String {
  "\(card.name) \(card.title)\n" + verdicts.map(\.lines).joined()
}
