internal import Foundation
internal import ProgramOptions
internal import Reproduction
internal import TerminalUI

extension ReproductionVerdict {
  /// The mean, with its spread where there are several seeds.
  var obtained: String {
    let decimals = claim.metric.decimals
    guard seeds > 1 else { return "\(fixed(mean, decimals: decimals)) (1 seed)" }
    return "\(fixed(mean, decimals: decimals)) ± \(fixed(deviation, decimals: decimals)) "
      + "(\(seeds) seeds)"
  }

  /// The number asked for, as in "at most 0.0935".
  var asked: String { claim.bound.text(decimals: claim.metric.decimals) }

  /// A line for the terminal.
  var line: String {
    let asked =
      claim.isAsked
      ? ", asked \(asked)\(claim.isStretch ? " (stretch)" : ""): \(holds ? "met" : "MISSED")" : ""
    return "  \(claim.subject.padded(to: 18)) \(claim.metric.name) \(obtained)\(asked); published: "
      + "\(claim.published)\n"
  }

  private var verdict: String {
    guard claim.isAsked else { return "" }
    return holds ? "met" : claim.isStretch ? "not met" : "**missed**"
  }

  fileprivate var row: String {
    "| \(card) | \(claim.subject) | \(claim.metric.name) | \(obtained) | "
      + "\(asked)\(claim.isStretch ? ", stretch" : "") | \(verdict) | \(claim.published) | "
      + "\(clockText(seconds)) |\n"
  }
}

extension ReproductionCard.Bound {
  fileprivate func text(decimals: Int) -> String {
    switch self {
    case .atMost(let limit): "at most \(fixed(limit, decimals: decimals))"
    case .atLeast(let limit): "at least \(fixed(limit, decimals: decimals))"
    case .none: ""
    case .within(let distance, let center):
      "\(fixed(center, decimals: decimals)) ± \(fixed(distance, decimals: decimals))"
    }
  }
}

/// The table that README shows.
func markdownTable(_ verdicts: [ReproductionVerdict]) -> String {
  let header = """
    | card | preset or experiment | metric | obtained | asked | | published | training |
    |---|---|---|---|---|---|---|---|

    """
  return header + verdicts.map(\.row).joined()
}

/// The verdicts as JSON.
func jsonTable(_ verdicts: [ReproductionVerdict]) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  let claims = ["claims": verdicts.map(ClaimObject.init)]
  return String(decoding: try encoder.encode(claims), as: UTF8.self) + "\n"
}

/// A verdict as JSON has it.
private struct ClaimObject: Encodable {
  let card: String
  let subject: String
  let metric: String
  let mean: Double
  let deviation: Double
  let seeds: Int
  let bound: String
  let published: String
  let isStretch: Bool
  let isAsked: Bool
  let decimals: Int
  let holds: Bool
  let seconds: Double

  init(_ verdict: ReproductionVerdict) {
    let claim = verdict.claim
    card = verdict.card
    subject = claim.subject
    metric = claim.metric.name
    mean = verdict.mean
    deviation = verdict.deviation
    seeds = verdict.seeds
    bound = verdict.asked
    published = claim.published
    isStretch = claim.isStretch
    isAsked = claim.isAsked
    decimals = claim.metric.decimals
    holds = verdict.holds
    seconds = verdict.seconds
  }
}
