/// A run as its log tells of it, as far as that was read.
public struct RunRecord: Sendable {
  /// How a run came to its end.
  public enum Ending: String, Equatable, Sendable {
    /// It did what it was to do.
    case finished
    /// Nobody writes it any more, and it can be gone on with.
    case stopped
    /// It was stopped, or died, by its own log.
    case failed
  }

  /// Something that happened at a step.
  public struct Mark: Hashable, Sendable {
    /// The step after which it happened.
    public let step: Int64
    /// What the log calls it.
    public let event: String
    /// The run went back to this step, for something became infinite or none.
    public var isDivergence = false
  }

  /// The name that the log gives it; empty where it gives none.
  public var name = ""
  /// What the log says it was set up with: names with dots for what is nested, and values as JSON spells them.
  public var configuration: [String: String] = [:]
  /// The names of its metrics, in the order in which they came up.
  public private(set) var tags: [String] = []
  /// The values of each metric, in the order of `tags`.
  public private(set) var series: [Series] = []
  /// What happened, in order.
  public var marks: [Mark] = []
  /// How it ended; nil where the log does not say that it did.
  public var ending: Ending?
  /// Records that could not be read, a last one cut off in the writing not among them.
  public var damagedRecords = 0
  private var numbers: [String: Int] = [:]
  private let budget: Int

  /// A run of which nothing is known.
  ///
  /// - Parameter budget: buckets that all series together may have.
  public init(budget: Int = Self.usualBudget) { self.budget = budget }

  /// Buckets of all series of a log, 64 bytes each.
  public static var usualBudget: Int { 1 << 20 }
  /// Buckets of a series, which is wider than any terminal, and buckets that it may have in any case.
  private static let (mostBuckets, fewestBuckets) = (4096, 64)

  /// The values of a metric; nil where the run has none of that name.
  public subscript(tag: String) -> Series? { numbers[tag].map { series[$0] } }

  /// The number of a metric among `tags`, which is given to it where it has none; nil where there are too many.
  mutating func number(of tag: String) -> Int? {
    if let number = numbers[tag] { return number }
    guard tags.count < NameTable.nameLimit else { return nil }
    tags.append(tag)
    series.append(Series())
    numbers[tag] = tags.count - 1
    // Only here does the limit fall: at every doubling beyond what the budget allows in full.
    if tags.count.nonzeroBitCount == 1 {
      for place in series.indices { series[place].shrink(to: limit) }
    }
    return tags.count - 1
  }

  /// Buckets that a series may have.
  private var limit: Int {
    min(max(budget / max(tags.count, 1), Self.fewestBuckets), Self.mostBuckets)
  }

  /// Adds a point to the metric of a number.
  mutating func append(_ point: LogPoint, to number: Int) {
    series[number].append(point, limit: limit)
  }

  /// Takes back what was logged from a step on.
  mutating func removePoints(from step: Int64) {
    for place in series.indices { series[place].removePoints(from: step) }
    marks.removeAll { $0.step >= step }
  }

  /// Where the course was changed by hand.
  public var changesByHand: [Mark] { marks.filter { !$0.isDivergence } }

  /// The greatest step of all series; nil where there are none.
  public var lastStep: Int64? { series.compactMap { $0.last?.step }.max() }

  /// When the newest point was logged, in seconds since 1970; nil where the log does not tell.
  public var lastTime: Double? {
    series.compactMap { $0.last?.time }.filter { !$0.isNaN }.max()
  }
}
