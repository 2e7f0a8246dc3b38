internal import Autoencoders
internal import ProgramOptions
internal import Timing

/// A training case to be timed in turn with another program's benchmark of it.
struct PeerComparison {
  let benchCase: TrainingCase
  let peer: PeerProgram
  let pairs: Int

  /// Prints each pair as it comes, then what they tell together.
  func run(_ context: BenchContext, _ report: Report) throws {
    let training = try TimedTraining(benchCase, epochs: context.epochs * pairs, context)
    var timings = PairedTimings()
    for number in 1...pairs {
      let pair = try timings.add(
        ours: { median(try (0..<context.epochs).map { _ in try training.timeEpoch() }) },
        theirs: peer.secondsPerEpoch)
      try report.add(
        benchCase.name, "pair",
        [
          ("pair", Double(number)), ("ours_s", pair.ours), ("theirs_s", pair.theirs),
          ("ratio", pair.ratio),
        ])
    }
    let ratio = timings.ratio
    try report.add(
      benchCase.name, "against",
      [
        ("pairs", Double(pairs)), ("epochs", Double(context.epochs)),
        ("ours_s", median(timings.pairs.map(\.ours))),
        ("theirs_s", median(timings.pairs.map(\.theirs))),
        ("ratio", ratio.median), ("ratio_low", ratio.range.lowerBound),
        ("ratio_high", ratio.range.upperBound), ("coverage_percent", 100 * ratio.coverage),
      ] + training.shareOfPeak)
  }
}

extension TrainingCase {
  /// The one case that `filter` names.
  static func only(_ filter: String?) throws(UsageError) -> TrainingCase {
    let names = all.map(\.name).joined(separator: ", ")
    let expected = "the name of one training case, which --against needs: \(names)"
    guard let filter else { throw .missingValue(option: "--filter", expected: expected) }
    let wanted = all.filter { $0.name.contains(filter) }
    guard wanted.count == 1 else {
      throw .invalidValue(option: "--filter", value: filter, expected: expected)
    }
    return wanted[0]
  }
}
