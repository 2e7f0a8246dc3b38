internal import Autoencoders
internal import Explorer
internal import TerminalUI

/// What came of one recipe with one seed.
struct ReproductionRun: Sendable {
  let recipe: String
  let seed: UInt64
  let evaluation: Evaluation
  let pixels: Int
  // These take seconds to find, and are found where a claim is about them.
  var momentGap: Double?
  var neighborAccuracy: Double?
  /// Seconds spent training.
  let seconds: Double
}

/// A claim held against what came out.
struct ReproductionVerdict: Encodable, Sendable {
  let card: String
  let recipe: String
  let metric: String
  let mean: Double
  /// Standard deviation over seeds; zero for one seed.
  let deviation: Double
  let seeds: Int
  let bound: String
  let published: String
  let isStretch: Bool
  let holds: Bool
  /// Seconds spent training, all seeds together.
  let seconds: Double

  init(_ card: ReproductionCard, _ claim: ReproductionCard.Claim, _ runs: [ReproductionRun]) {
    let runs = runs.filter { $0.recipe == claim.recipe }
    let values = runs.map { claim.metric.value($0) }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.card = card.name
    recipe = claim.recipe
    metric = claim.metric.rawValue
    self.mean = mean
    deviation = values.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    seeds = values.count
    bound = claim.bound.text(decimals: claim.metric.decimals)
    published = claim.published
    isStretch = claim.isStretch
    holds = claim.bound.holds(mean)
    seconds = runs.reduce(0) { $0 + $1.seconds }
  }

  var verdict: String { holds ? "met" : isStretch ? "not met" : "**missed**" }

  /// The value with its spread.
  var obtained: String {
    let decimals = ReproductionMetric(rawValue: metric)?.decimals ?? 3
    return fixed(mean, decimals: decimals) + " ± " + fixed(deviation, decimals: decimals)
  }
}

extension ReproductionCard.Bound {
  func text(decimals: Int) -> String {
    switch self {
    case .atMost(let limit): "at most \(fixed(limit, decimals: decimals))"
    case .atLeast(let limit): "at least \(fixed(limit, decimals: decimals))"
    case .within(let distance, let center):
      "\(fixed(center, decimals: decimals)) ± \(fixed(distance, decimals: decimals))"
    }
  }
}

/// The table that README shows.
func markdownTable(_ verdicts: [ReproductionVerdict]) -> String {
  let header = """
    | card | preset | metric | obtained | asked | | published | training |
    |---|---|---|---|---|---|---|---|

    """
  return header
    + verdicts.map {
      "| \($0.card) | \($0.recipe) | \($0.metric) | \($0.obtained) (\($0.seeds) seeds) | "
        + "\($0.bound)\($0.isStretch ? ", stretch" : "") | \($0.verdict) | \($0.published) | "
        + "\(clockText($0.seconds)) |\n"
    }.joined()
}
