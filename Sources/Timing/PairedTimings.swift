/// Two programs' timings of the same work, made in turn.
///
/// What a shared machine gives changes within minutes, and for both programs alike: the ratio within a pair is
/// believable where the ratio of two medians from different hours is not. Every second pair is made the other way
/// round, so that a machine that gets slower is nobody's disadvantage.
package struct PairedTimings: Sendable {
  /// Seconds of one program and the other, close together in time.
  package struct Pair: Equatable, Sendable {
    package let ours, theirs: Double

    /// How many times as long the other one took.
    package var ratio: Double { theirs / ours }
  }

  package private(set) var pairs: [Pair] = []

  /// No pairs yet.
  package init() {}

  /// Makes one more pair: ours comes first in the first, third and every other one.
  @discardableResult
  package mutating func add(ours: () throws -> Double, theirs: () throws -> Double) rethrows -> Pair
  {
    let pair: Pair
    if pairs.count.isMultiple(of: 2) {
      let first = try ours()
      pair = Pair(ours: first, theirs: try theirs())
    } else {
      let first = try theirs()
      pair = Pair(ours: try ours(), theirs: first)
    }
    pairs.append(pair)
    return pair
  }

  /// The median of the pairs' ratios, and an interval for it.
  package var ratio: MedianInterval { MedianInterval(pairs.map(\.ratio)) }
}
