/// The values of one metric over a run, in bounded memory.
///
/// It is the finest level of a pyramid that has room: as long as there are few points each is a bucket of its own, and
/// whenever there are too many, neighbors become one. Coarser levels are made when they are asked for. The least and
/// greatest value of every stretch are kept on all of them, so that no spike is lost, and what is not finite is
/// remembered with its first step.
public struct Series: Equatable, Sendable {
  /// Neighboring points, in the order of the log.
  public private(set) var buckets: [SeriesBucket] = []
  /// How many points a bucket is of; the last one may be of fewer.
  public private(set) var width: UInt32 = 1
  /// How many points there are.
  public private(set) var count = 0
  /// The newest point.
  public private(set) var last: LogPoint?
  /// The finite point with the least value; the first of them.
  public private(set) var least: LogPoint?
  /// The finite point with the greatest value; the first of them.
  public private(set) var greatest: LogPoint?
  /// The first point whose value is infinite or none.
  public private(set) var firstNotFinite: LogPoint?

  /// A series without points.
  public init() {}

  /// A series of points, each of which is kept.
  public init(_ points: some Sequence<LogPoint>) {
    for point in points { append(point, limit: .max) }
  }

  /// Adds the newest point.
  ///
  /// - Parameter limit: buckets there may be, two at least.
  mutating func append(_ point: LogPoint, limit: Int) {
    count += 1
    last = point
    note(point)
    if let end = buckets.indices.last, buckets[end].count < width {
      buckets[end].add(point)
    } else {
      shrink(to: limit - 1)
      // Where that made buckets wider, the last one may have room.
      if let end = buckets.indices.last, buckets[end].count < width {
        buckets[end].add(point)
      } else {
        buckets.append(SeriesBucket(point))
      }
    }
  }

  private mutating func note(_ point: LogPoint) {
    guard point.value.isFinite else {
      if firstNotFinite == nil { firstNotFinite = point }
      return
    }
    if !(least.map { $0.value <= point.value } ?? false) { least = point }
    if !(greatest.map { $0.value >= point.value } ?? false) { greatest = point }
  }

  /// Joins neighbors until there are no more than `limit` buckets, or one.
  mutating func shrink(to limit: Int) {
    while buckets.count > max(limit, 1) {
      let old = buckets
      buckets.removeAll(keepingCapacity: true)
      for place in stride(from: 0, to: old.count, by: 2) {
        var bucket = old[place]
        if place + 1 < old.count { bucket.add(old[place + 1]) }
        buckets.append(bucket)
      }
      width *= 2
    }
  }

  /// Takes back what a run logged from a step on, which it is to do again. Of a bucket that reaches over the step,
  /// all goes.
  mutating func removePoints(from step: Int64) {
    guard let last, last.step >= step || buckets.contains(where: { $0.lastStep >= step }) else {
      return
    }
    buckets.removeAll { $0.lastStep >= step }
    count = buckets.reduce(0) { $0 + Int($1.count) }
    // A whole last bucket begins a new one; what its last point was is not known beyond its mean.
    self.last = buckets.last.map {
      LogPoint(step: $0.lastStep, time: $0.lastTime, value: $0.mean ?? .nan)
    }
    if let point = firstNotFinite, point.step >= step { firstNotFinite = nil }
    (least, greatest) = (extreme(\.least, <), extreme(\.greatest, >))
  }

  private func extreme(
    _ value: KeyPath<SeriesBucket, Double>, _ isBefore: (Double, Double) -> Bool
  ) -> LogPoint? {
    buckets.filter { $0.finiteCount > 0 }
      .min { isBefore($0[keyPath: value], $1[keyPath: value]) }
      .map { LogPoint(step: $0.firstStep, time: $0.firstTime, value: $0[keyPath: value]) }
  }

  /// Whether every point is a bucket of its own.
  public var isExact: Bool { width == 1 }

  /// A coarser level: at most `limit` buckets, one at least.
  public func buckets(atMost limit: Int) -> [SeriesBucket] {
    var level = self
    level.shrink(to: limit)
    return level.buckets
  }

  /// A point a bucket: its last step and its mean, NaN where nothing in it is finite. Of a series that is exact, the
  /// finite points themselves.
  public var means: [LogPoint] {
    buckets.map { LogPoint(step: $0.lastStep, time: $0.lastTime, value: $0.mean ?? .nan) }
  }
}
