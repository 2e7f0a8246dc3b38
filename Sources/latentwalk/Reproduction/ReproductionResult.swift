internal import Autoencoders
internal import TerminalUI

/// What came of one subject with one seed.
struct ReproductionResult: Sendable {
  let subject: String
  let seed: UInt64
  /// By the metrics' names.
  let values: [String: Double]
  /// Seconds spent training, or on the experiment.
  let seconds: Double
}

/// A claim held against what came out.
struct ReproductionVerdict: Encodable, Sendable {
  let card: String
  let subject: String
  let metric: String
  let mean: Double
  /// Standard deviation over seeds; zero for one seed.
  let deviation: Double
  let seeds: Int
  let bound: String
  let published: String
  let isStretch: Bool
  /// A number that is only shown is not.
  let isAsked: Bool
  private let decimals: Int
  let holds: Bool
  /// Seconds spent training, all seeds together.
  let seconds: Double

  init(_ card: ReproductionCard, _ claim: ReproductionCard.Claim, _ results: [ReproductionResult]) {
    let results = results.filter { $0.subject == claim.subject }
    let values = results.map { $0.values[claim.metric.name] ?? .nan }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.card = card.name
    subject = claim.subject
    metric = claim.metric.name
    decimals = claim.metric.decimals
    isAsked = claim.bound != .none
    self.mean = mean
    deviation = values.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    seeds = values.count
    bound = claim.bound.text(decimals: claim.metric.decimals)
    published = claim.published
    isStretch = claim.isStretch
    holds = claim.bound.holds(mean)
    seconds = results.reduce(0) { $0 + $1.seconds }
  }

  var verdict: String {
    guard isAsked else { return "" }
    return holds ? "met" : isStretch ? "not met" : "**missed**"
  }

  /// The value, with its spread where there are several.
  var obtained: String {
    guard seeds > 1 else { return "\(fixed(mean, decimals: decimals)) (1 seed)" }
    return "\(fixed(mean, decimals: decimals)) ± \(fixed(deviation, decimals: decimals)) "
      + "(\(seeds) seeds)"
  }
}

extension ReproductionCard.Bound {
  func text(decimals: Int) -> String {
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
  return header
    + verdicts.map {
      "| \($0.card) | \($0.subject) | \($0.metric) | \($0.obtained) | "
        + "\($0.bound)\($0.isStretch ? ", stretch" : "") | \($0.verdict) | \($0.published) | "
        + "\(clockText($0.seconds)) |\n"
    }.joined()
}
