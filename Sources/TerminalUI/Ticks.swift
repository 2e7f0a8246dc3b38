internal import Foundation

/// Round values on an axis.
public enum Ticks {
  /// Values in `range` that are multiples of 1, 2 or 5 times a power of ten, at most `count` of them.
  public static func values(in range: ClosedRange<Double>, atMost count: Int) -> [Double] {
    let span = range.upperBound - range.lowerBound
    // Of a narrower range, powers of ten below the least Double would be wanted.
    guard count > 0, span >= leastSpan, span.isFinite else { return [] }
    let step = step(span: span, atMost: count)
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    guard last >= first else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }.filter(\.isFinite)
  }

  private static let leastSpan = 1e-290

  private static func step(span: Double, atMost count: Int) -> Double {
    var power = pow(10, (log10(span / Double(count))).rounded(.down))
    while true {
      for multiple in [1.0, 2, 5] {
        let step = multiple * power
        if (span / step).rounded(.down) + 1 <= Double(count) { return step }
      }
      power *= 10
    }
  }

  /// Values in `range` that stand evenly on a logarithmic axis, at most `count` of them: powers of ten
  /// and, where there is room, twice and five times each; on less than a decade, as `values` has them.
  public static func logarithmicValues(
    in range: ClosedRange<Double>, atMost count: Int
  ) -> [Double] {
    guard count > 0, range.lowerBound > 0, range.upperBound.isFinite else { return [] }
    let (first, last) = (
      log10(range.lowerBound).rounded(.down), log10(range.upperBound).rounded(.up)
    )
    guard log10(range.upperBound / range.lowerBound) >= 1 else {
      return values(in: range, atMost: count)
    }
    func ticks(_ multiples: [Double], every step: Int) -> [Double] {
      stride(from: Int(first), through: Int(last), by: step).flatMap { power in
        multiples.map { $0 * pow(10, Double(power)) }
      }.filter(range.contains)
    }
    for multiples in [[1.0, 2, 5], [1]] {
      let ticks = ticks(multiples, every: 1)
      if ticks.count <= count { return ticks }
    }
    let least = Int(((last - first) / Double(count)).rounded(.up))
    return (least...least + Int(last - first)).lazy.map { ticks([1], every: $0) }
      .first { $0.count <= count } ?? []
  }

  /// Labels that tell `ticks`, which rise, from one another, in at most `width` characters where that can
  /// be: with as few decimals as are needed, or as in `2.5e-5`.
  public static func labels(_ ticks: [Double], fitting width: Int = 6) -> [String] {
    let plain = plainLabels(ticks)
    guard longest(plain) > width else { return plain }
    let scientific = ticks.indices.map {
      scientificLabel(ticks[$0], gap: gap(beside: $0, in: ticks))
    }
    return longest(scientific) < longest(plain) ? scientific : plain
  }

  private static func longest(_ labels: [String]) -> Int { labels.map(\.count).max() ?? 0 }

  /// Ticks that stand evenly have as many decimals as one another; others as many as each needs.
  private static func plainLabels(_ ticks: [Double]) -> [String] {
    let gaps = ticks.indices.map { gap(beside: $0, in: ticks) }
    let isEven =
      ticks.count > 1 && zip(gaps, gaps.dropFirst()).allSatisfy { abs($0 - $1) <= 1e-6 * $0 }
    return zip(ticks, gaps).map { tick, gap in
      let label = unsigned(fixed(tick, decimals: decimals(of: gap)))
      return isEven ? label : withoutTrailingZeros(label)
    }
  }

  /// The distance to the nearest other tick; of a lone tick, what makes three significant digits.
  private static func gap(beside index: Int, in ticks: [Double]) -> Double {
    let before = index > 0 ? ticks[index] - ticks[index - 1] : .infinity
    let after = index + 1 < ticks.count ? ticks[index + 1] - ticks[index] : .infinity
    let gap = min(before, after)
    return gap.isFinite && gap > 0 ? gap : max(pow(10, exponent(of: ticks[index]) - 2), 1e-300)
  }

  /// The power of ten of the first digit.
  private static func exponent(of value: Double) -> Double {
    value == 0 ? 0 : (log10(abs(value)) + 1e-9).rounded(.down)
  }

  private static func decimals(of gap: Double) -> Int { wholeNumber(-exponent(of: gap), upTo: 30) }

  /// A number from 0 to `most`, which is a count of digits; zero for what is none.
  private static func wholeNumber(_ value: Double, upTo most: Double) -> Int {
    value.isNaN ? 0 : Int(min(max(value, 0), most))
  }

  private static func scientificLabel(_ value: Double, gap: Double) -> String {
    guard abs(value) > gap * 1e-6 else { return "0" }
    let digits = wholeNumber(exponent(of: value) - exponent(of: gap), upTo: 15)
    let parts = String(format: "%.\(digits)e", value).split(separator: "e")
    guard parts.count == 2, let power = Int(parts[1]) else { return String(value) }
    return withoutTrailingZeros(String(parts[0])) + (power == 0 ? "" : "e\(power)")
  }

  private static func withoutTrailingZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    let digits = text.reversed().drop { $0 == "0" }
    return String((digits.first == "." ? digits.dropFirst() : digits).reversed())
  }

  /// Zero has no sign.
  private static func unsigned(_ text: String) -> String {
    text.hasPrefix("-") && Double(text) == 0 ? String(text.dropFirst()) : text
  }
}
