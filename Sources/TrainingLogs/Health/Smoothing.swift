/// The exponential moving average of values, each step keeping `weight` of what was; freed of the pull
/// towards zero at its start, as Adam's means are. What is not finite passes through.
///
/// - Parameters:
///   - values: to be smoothed, in order.
///   - weight: from 0, which leaves them as they are, to below 1.
public func smoothed(_ values: [Double], weight: Double) -> [Double] {
  guard weight > 0 else { return values }
  var average = 0.0
  var bias = 1.0
  return values.map { value in
    guard value.isFinite else { return value }
    average = weight * average + (1 - weight) * value
    bias *= weight
    return average / (1 - bias)
  }
}
