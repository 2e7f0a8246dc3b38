internal import TerminalUI

/// Seconds as one number with a unit, rounded: `12s`, `3m`, `5h`, `2d`.
///
/// - Parameter seconds: that have passed.
public func ageText(_ seconds: Double) -> String {
  guard seconds.isFinite else { return "-" }
  for (limit, unit, name) in [(99.5, 1.0, "s"), (5_970, 60, "m"), (356_400, 3_600, "h")]
  where seconds < limit {
    return fixed(seconds / unit, decimals: 0) + name
  }
  return fixed(seconds / 86_400, decimals: 0) + "d"
}
