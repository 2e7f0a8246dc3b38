/// Neighboring points of a series as one: where they are, and the least, greatest and mean of them.
public struct SeriesBucket: Equatable, Sendable {
  /// The least step of its points.
  public private(set) var firstStep: Int64
  /// The greatest step of its points.
  public private(set) var lastStep: Int64
  /// When the first of its points was logged; NaN where the log does not tell.
  public private(set) var firstTime: Double
  /// When the last of its points was logged; NaN where the log does not tell.
  public private(set) var lastTime: Double
  /// The least finite value; infinite where there is none.
  public private(set) var least: Double
  /// The greatest finite value; minus infinity where there is none.
  public private(set) var greatest: Double
  private var finiteMean: Double
  /// How many points it is of.
  public private(set) var count: UInt32
  /// How many of them have a finite value.
  public private(set) var finiteCount: UInt32

  /// The bucket of one point.
  init(_ point: LogPoint) {
    (firstStep, lastStep) = (point.step, point.step)
    (firstTime, lastTime) = (point.time, point.time)
    (least, greatest, finiteMean) = (.infinity, -.infinity, 0)
    (count, finiteCount) = (1, 0)
    take(point.value)
  }

  /// The mean of the finite values; nil where there is none.
  public var mean: Double? { finiteCount > 0 ? finiteMean : nil }

  /// Adds the point that follows.
  mutating func add(_ point: LogPoint) {
    firstStep = min(firstStep, point.step)
    lastStep = max(lastStep, point.step)
    lastTime = point.time
    count += 1
    take(point.value)
  }

  private mutating func take(_ value: Double) {
    guard value.isFinite else { return }
    finiteCount += 1
    least = min(least, value)
    greatest = max(greatest, value)
    moveMean(to: value, share: 1 / Double(finiteCount))
  }

  /// Adds the bucket that follows.
  mutating func add(_ next: SeriesBucket) {
    firstStep = min(firstStep, next.firstStep)
    lastStep = max(lastStep, next.lastStep)
    lastTime = next.lastTime
    count += next.count
    guard next.finiteCount > 0 else { return }
    finiteCount += next.finiteCount
    least = min(least, next.least)
    greatest = max(greatest, next.greatest)
    moveMean(to: next.finiteMean, share: Double(next.finiteCount) / Double(finiteCount))
  }

  /// A weighted sum, and not a step by a difference, which could be infinite. Rounding does not take it out of bounds.
  private mutating func moveMean(to value: Double, share: Double) {
    let mean = share == 1 ? value : finiteMean * (1 - share) + value * share
    finiteMean = min(max(mean, least), greatest)
  }
}
