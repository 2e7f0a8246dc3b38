internal import ProgramOptions
internal import Reproduction
internal import TerminalUI

extension ReproductionVerdict {
  /// The mean, with its spread where there are several seeds.
  private var obtained: String {
    let decimals = claim.metric.decimals
    guard seeds > 0 else { return "" }
    let spread = deviation.map { " ± \(fixed($0, decimals: decimals))" } ?? ""
    let runs =
      seeds < card.seeds
      ? "\(seeds) of \(card.seeds) seeds" : seeds == 1 ? "1 seed" : "\(seeds) seeds"
    return "\(fixed(mean, decimals: decimals))\(spread) (\(runs))"
  }

  /// The number asked for, as in "at most 0.0935".
  fileprivate var asked: String {
    guard let bound = claim.bound else { return "" }
    return bound.text(decimals: claim.metric.decimals) + (claim.isStretch ? ", stretch" : "")
  }

  private var subjectName: String { subject.name + (subject.isOurs ? " (ours)" : "") }

  /// A line of the result and its bound for the terminal, and a line of what to try next.
  var lines: String {
    let asked = claim.bound == nil ? "" : ", asked \(asked): \(outcome.rawValue)"
    let result = seeds == 0 ? outcome.rawValue : obtained + asked
    let line =
      "  \(subjectName.padded(to: 18)) \(claim.metric.name) \(result); published: "
      + "\(claim.published)\n"
    return line + (shortfall.map { "    \($0.reason); next: \($0.next)\n" } ?? "")
  }

  private var verdict: String {
    switch outcome {
    case .shown: ""
    case .notMet where counts: "**not met**"
    case .met, .notMet, .undecided, .unmeasured: outcome.rawValue
    }
  }

  fileprivate var row: String {
    "| \(card.name) | \(subjectName) | \(claim.metric.name) | \(obtained) | \(asked) | \(verdict) | "
      + "\(claim.published) | \(seeds == 0 ? "" : clockText(seconds)) |\n"
  }

  fileprivate var note: String? {
    shortfall.map {
      "- \(card.name), \(subject.name), \(claim.metric.name): \($0.reason). Next: \($0.next).\n"
    }
  }
}

extension ReproductionClaim.Bound {
  fileprivate func text(decimals: Int) -> String {
    switch self {
    case .atMost(let limit): "at most \(fixed(limit, decimals: decimals))"
    case .atLeast(let limit): "at least \(fixed(limit, decimals: decimals))"
    case .within(let distance, let center):
      "\(fixed(center, decimals: decimals)) ± \(fixed(distance, decimals: decimals))"
    }
  }
}

/// The table that README shows, and below it why claims are not met and what to try next.
func markdownTable(_ verdicts: [ReproductionVerdict]) -> String {
  let header = """
    | card | preset or experiment | metric | obtained | asked | | published | training |
    |---|---|---|---|---|---|---|---|

    """
  let notes = verdicts.compactMap(\.note)
  return header + verdicts.map(\.row).joined() + (notes.isEmpty ? "" : "\n" + notes.joined())
}

/// The verdicts as JSON has them.
struct ReproductionTable: Encodable {
  private let claims: [ClaimObject]

  init(_ verdicts: [ReproductionVerdict]) { claims = verdicts.map(ClaimObject.init) }
}

/// A verdict as JSON has it.
private struct ClaimObject: Encodable {
  let card: String
  let subject: String
  let isOurs: Bool
  let metric: String
  /// Nil where nothing was measured.
  let mean: Double?
  let deviation: Double?
  let seeds: Int
  let seedsOfCard: Int
  let bound: String
  let isStretch: Bool
  let outcome: String
  let reason: String?
  let next: String?
  let published: String
  let seconds: Double

  init(_ verdict: ReproductionVerdict) {
    let claim = verdict.claim
    card = verdict.card.name
    subject = verdict.subject.name
    isOurs = verdict.subject.isOurs
    metric = claim.metric.name
    mean = verdict.seeds > 0 ? verdict.mean : nil
    deviation = verdict.deviation
    seeds = verdict.seeds
    seedsOfCard = verdict.card.seeds
    bound = claim.bound?.text(decimals: claim.metric.decimals) ?? ""
    isStretch = claim.isStretch
    outcome = verdict.outcome.rawValue
    reason = verdict.shortfall?.reason
    next = verdict.shortfall?.next
    published = claim.published
    seconds = verdict.seconds
  }
}

/// How many cards pass, and how many proposals beyond what was published are met.
func summary(of cards: [ReproductionCard], _ verdicts: [ReproductionVerdict]) -> String {
  let standings = cards.map { $0.standing(verdicts) }
  func count(_ standing: ReproductionCard.Standing, _ text: String) -> String? {
    let count = standings.count { $0 == standing }
    return count > 0 ? "\(count) \(text)" : nil
  }
  let stretches = verdicts.filter(\.claim.isStretch)
  let met = stretches.count { $0.outcome == .met }
  return [
    "\(standings.count { $0 == .passed }) of \(cards.count) cards pass",
    count(.missed, "missed"), count(.undecided, "undecided"), count(.incomplete, "not finished"),
    "\(met) of \(stretches.count) stretch targets met",
  ].compactMap(\.self).joined(separator: ", ")
}
