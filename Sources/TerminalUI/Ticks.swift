internal import Foundation

/// Round values on an axis.
public enum Ticks {
  /// Values in `range` that are multiples of 1, 2 or 5 times a power of ten, at most `count` of them.
  public static func values(in range: ClosedRange<Double>, atMost count: Int) -> [Double] {
    let span = range.upperBound - range.lowerBound
    guard count > 0, span > 0, span.isFinite else { return [] }
    let step = step(span: span, atMost: count)
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    guard last >= first else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

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

  /// `value` as short as keeps ticks `step` apart different.
  public static func label(_ value: Double, step: Double) -> String {
    let decimals = step >= 1 || step <= 0 ? 0 : min(Int((-log10(step)).rounded(.up)), 6)
    let text = fixed(value == 0 ? 0 : value, decimals: decimals)
    return text.hasPrefix("-") && Double(text) == 0 ? String(text.dropFirst()) : text
  }

  /// Labels for ticks that stand evenly.
  public static func labels(_ ticks: [Double]) -> [String] {
    let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
    return ticks.map { label($0, step: step) }
  }
}
