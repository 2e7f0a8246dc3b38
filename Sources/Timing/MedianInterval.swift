/// A median of independent values, and an interval that holds the median of whatever they were drawn from.
///
/// Its ends are values themselves: that the true median lies below the k least of n is as likely as at most
/// k - 1 heads of n coins, whatever the distribution is (Thompson 1936). Timings on a machine that others use have
/// long tails, for which an interval from a mean and a standard deviation is wrong.
package struct MedianInterval: Equatable, Sendable {
  /// The median of the values.
  package let median: Double
  /// The least and the greatest value of the interval.
  package let range: ClosedRange<Double>
  /// How likely such an interval holds the true median.
  package let coverage: Double

  /// The narrowest interval that is at least as sure as `confidence`; the whole range where so few values cannot
  /// be, which is told by `coverage`: it takes six for 95 %.
  package init(_ values: [Double], confidence: Double = 0.95) {
    let sorted = values.sorted()
    median = Timing.median(sorted)
    let count = sorted.count
    var cut = 0
    while cut + 1 < count - 1 - cut, Self.coverage(cut + 1, of: count) >= confidence { cut += 1 }
    range = sorted[cut]...sorted[count - 1 - cut]
    coverage = Self.coverage(cut, of: count)
  }

  /// One less twice the chance of at most `cut` heads of `count` coins.
  private static func coverage(_ cut: Int, of count: Int) -> Double {
    var ways = 1.0
    var sum = 1.0
    for heads in 0..<cut {
      ways *= Double(count - heads) / Double(heads + 1)
      sum += ways
    }
    return max(0, 1 - 2 * sum / Double(sign: .plus, exponent: count, significand: 1))
  }
}
