/// The value below which half of `values` lie.
package func median(_ values: [Double]) -> Double { quantile(values, 0.5) }

/// The value below which a share of `values` lies, on the straight line between the two that are next to it
/// (Hyndman and Fan's seventh definition, which is numpy's).
package func quantile(_ values: [Double], _ share: Double) -> Double {
  precondition(!values.isEmpty, "a quantile of nothing")
  precondition((0...1).contains(share), "a share of \(share)")
  let sorted = values.sorted()
  let place = share * Double(sorted.count - 1)
  let below = Int(place)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
}
