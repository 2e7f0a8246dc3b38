/// Rounds of timed work, each with what the processor could do at most just before and just after it.
///
/// On a machine that others use the peak is another from minute to minute: one that was measured once says
/// nothing of work that is timed later.
package struct PeakedRounds: Sendable {
  /// Operations a second at most, measured as long as it takes to be sure.
  package typealias PeakProbe = () -> Double

  /// Seconds of each round.
  package private(set) var seconds: [Double] = []
  /// Operations a second at most: the mean of before and after each round.
  package private(set) var peaks: [Double] = []

  /// Rounds that were timed already, if any.
  package init(seconds: [Double] = [], peaks: [Double] = []) {
    precondition(seconds.count == peaks.count, "\(peaks.count) peaks of \(seconds.count) rounds")
    self.seconds = seconds
    self.peaks = peaks
  }

  /// Times `work` as one more round; returns its seconds.
  @discardableResult
  package mutating func add(
    peak: PeakProbe, _ work: () throws -> Void
  ) rethrows -> Double {
    let before = peak()
    let round = try time(work)
    peaks.append((before + peak()) / 2)
    seconds.append(round)
    return round
  }

  /// The share of the peak at which work of so many operations a round ran: the median of rounds over the
  /// median of peaks.
  package func shareOfPeak(operations: Double) -> Double {
    operations / median(seconds) / median(peaks)
  }

  /// The first and the third quartile of the rounds' own shares.
  package func shareQuartiles(operations: Double) -> (first: Double, third: Double) {
    let shares = zip(seconds, peaks).map { operations / $0 / $1 }
    return (quantile(shares, 0.25), quantile(shares, 0.75))
  }
}

/// Seconds that `work` takes.
package func time(_ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try work()
  return (clock.now - start) / .seconds(1)
}
