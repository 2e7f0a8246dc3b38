internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ProgramOptions
internal import Reproduction

let reproduceCommand = CommandSpec(
  "reproduce", arguments: "[CARD ...]", maximumArguments: ReproductionCard.all.count,
  "train what the literature reports, and print what comes out beside it",
  details: """
    Each run is kept in a folder of its own below --out; when the command is given again, finished
    runs are read, an interrupted one goes on from its last checkpoint. The table of all that finished,
    of other cards too, is written there as reproduce.json and reproduce.md.

    A bound is met when the mean over seeds and its neighborhood of one standard error are within it, not
    met when they are all outside it, and else undecided. A card passes when all that is asked of the
    setting it is about is met, with the number of seeds that it has; stretch targets and settings of our
    own beside it do not count.

    Cards, and their seeds:
    \(ReproductionCard.all.map { "  \($0.name.padded(to: 5))\($0.seeds)  \($0.title)" }.joined(separator: "\n"))
    """,
  options: [
    OptionSpec(
      "--seeds", "N",
      "runs of each preset, with seeds from 1 on (as many as the card has; all in a report)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (mnist)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--out", "FOLDER", "where runs and tables go (one among the user's data)"),
    OptionSpec("--report", nil, "train nothing: the table of what finished before"),
    OptionSpec("--json", nil, "one JSON object instead of text"),
  ],
  examples: ["latentwalk reproduce R1 R11", "latentwalk reproduce --out reproduction"]
) { arguments in
  let cards = try chosenCards(arguments.positional)
  let seeds = try arguments.integer("--seeds", in: 1...1000)
  let environment = ProgramEnvironment.current
  let folder = arguments.string("--out") ?? "\(environment.runsFolder)/reproduce"
  let dataset = try environment.locator.find(arguments.string("--data") ?? "mnist")
  let engine = try environment.engine(threads: arguments.threads())
  let reference = DatasetReference(dataset, classes: nil)
  func makeReproduction(seeds: Int?, isReport: Bool) -> Reproduction {
    Reproduction(
      dataset: dataset, reference: reference, folder: folder, seeds: seeds, isReport: isReport,
      on: engine, tell: ReproductionReporter().tell)
  }
  let reproduction = makeReproduction(seeds: seeds, isReport: arguments.has("--report"))
  let report = makeReproduction(seeds: nil, isReport: true)
  var verdicts: [ReproductionVerdict] = []
  for card in cards {
    let obtained = try reproduction.run(card)
    verdicts += obtained
    if !arguments.has("--json"), !obtained.isEmpty { printOut(text(card, obtained)) }
  }
  guard !verdicts.isEmpty else { throw RunError.nothingReproduced(folder: folder) }
  try writeTables(ReproductionCard.all.flatMap(report.run), to: folder)
  printOut(
    arguments.has("--json")
      ? try jsonTable(verdicts) : "\n\(summary(of: cards, verdicts)); tables in \(folder)\n")
  return cards.allSatisfy { $0.standing(verdicts) == .passed } ? 0 : 1
}

/// Writes what finished of all cards, with all seeds.
private func writeTables(_ verdicts: [ReproductionVerdict], to folder: String) throws {
  try writeFile(Array(jsonTable(verdicts).utf8), to: "\(folder)/reproduce.json")
  try writeFile(Array(markdownTable(verdicts).utf8), to: "\(folder)/reproduce.md")
}

private func chosenCards(_ names: [String]) throws(UsageError) -> [ReproductionCard] {
  guard !names.isEmpty else { return ReproductionCard.all }
  var cards: [ReproductionCard] = []
  for name in names {
    guard let card = ReproductionCard.named(name) else {
      throw .invalidValue(
        option: "CARD", value: name,
        expected: ReproductionCard.all.map(\.name).joined(separator: ", "))
    }
    cards.append(card)
  }
  return cards
}

private func text(_ card: ReproductionCard, _ verdicts: [ReproductionVerdict]) -> String {
  "\(card.name) \(card.title)\n" + verdicts.map(\.lines).joined()
}
