internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

let reproduceCommand = CommandSpec(
  "reproduce", arguments: "[CARD ...]", maximumArguments: ReproductionCard.all.count,
  "train what the literature reports, and print what comes out beside it",
  details: """
    Each run is kept in a folder of its own below --out; when the command is given again, finished
    runs are read, an interrupted one goes on from its last checkpoint. The table is also written
    there, as reproduce.json and reproduce.md.

    Cards:
    \(ReproductionCard.all.map { "  \($0.name.padded(to: 5))\($0.title)" }.joined(separator: "\n"))
    """,
  options: [
    OptionSpec("--seeds", "N", "runs of each recipe, with seeds from 1 on (3)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (mnist)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--out", "FOLDER", "where runs and tables go (one among the user's data)"),
    OptionSpec("--report", nil, "train nothing: the table of what finished before"),
    OptionSpec("--json", nil, "one JSON object instead of text"),
  ],
  examples: ["latentwalk reproduce R1 R11 --seeds 3", "latentwalk reproduce --out reproduction"]
) { arguments in
  let cards = try chosenCards(arguments.positional)
  let seeds = try arguments.integer("--seeds", in: 1...1000) ?? 3
  let environment = ProgramEnvironment.current
  let folder = arguments.string("--out") ?? "\(environment.runsFolder)/reproduce"
  let dataset = try environment.locator.find(arguments.string("--data") ?? "mnist")
  let reproduction = Reproduction(
    dataset: dataset, reference: DatasetReference(dataset, classes: nil), folder: folder,
    seeds: seeds, threads: try arguments.threads(), isReport: arguments.has("--report"),
    environment: environment)
  var verdicts: [ReproductionVerdict] = []
  for card in cards {
    let obtained = try reproduction.run(card)
    verdicts += obtained
    if !arguments.has("--json"), !obtained.isEmpty { printOut(text(card, obtained)) }
    try writeFile(Array(encoded(verdicts).utf8), to: "\(folder)/reproduce.json")
    try writeFile(Array(markdownTable(verdicts).utf8), to: "\(folder)/reproduce.md")
  }
  printOut(
    arguments.has("--json")
      ? try encoded(verdicts) : "\n\(summary(verdicts)); tables in \(printable(folder))\n")
  return verdicts.allSatisfy { $0.holds || $0.isStretch } ? 0 : 1
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

/// How many cards pass, and how many proposals beyond what was published are met.
private func summary(_ verdicts: [ReproductionVerdict]) -> String {
  let cards = Set(verdicts.map(\.card))
  let missed = Set(verdicts.filter { $0.isAsked && !$0.isStretch && !$0.holds }.map(\.card))
  let stretches = verdicts.filter { $0.isAsked && $0.isStretch }
  return "\(cards.count - missed.count) of \(cards.count) cards pass, "
    + "\(stretches.count(where: \.holds)) of \(stretches.count) stretch targets met"
}

private func text(_ card: ReproductionCard, _ verdicts: [ReproductionVerdict]) -> String {
  let lines = verdicts.map {
    let asked =
      $0.isAsked
      ? ", asked \($0.bound)\($0.isStretch ? " (stretch)" : ""): \($0.holds ? "met" : "MISSED")"
      : ""
    return "  \($0.subject.padded(to: 18)) \($0.metric) \($0.obtained)\(asked); published: "
      + "\($0.published)\n"
  }
  return "\(card.name) \(card.title)\n" + lines.joined()
}

private func encoded(_ verdicts: [ReproductionVerdict]) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  return String(decoding: try encoder.encode(["claims": verdicts]), as: UTF8.self) + "\n"
}
