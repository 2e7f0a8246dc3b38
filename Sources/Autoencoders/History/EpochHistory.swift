/// The epochs of a run that are held in memory, at most so many bytes of them: where they take more, every other one
/// is let go of, the first and the last aside.
public struct EpochHistory: Equatable, Sendable {
  /// The epochs, the first first.
  public private(set) var records: [EpochRecord] = []
  /// Bytes of memory that they may take.
  public let limit: Int

  /// Bytes of memory where nobody asks for more or less.
  public static let usualLimit = 128_000_000

  /// No epochs yet.
  public init(limit: Int = usualLimit) { self.limit = limit }

  /// Adds the epoch that a run has come to.
  public mutating func add(_ record: EpochRecord) {
    goBack(to: record.epoch - 1)
    records.append(record)
    guard records.reduce(0, { $0 + $1.byteCount }) > limit else { return }
    let fitting = EpochThinning(
      limit: max(limit / max(record.byteCount, 1), Self.leastEpochs), keepsEnds: true)
    let first = records[0].epoch
    records.removeAll { other in
      other.epoch != first && !fitting.keeps(other.epoch, whenLastIs: record.epoch)
    }
  }

  private static let leastEpochs = 3

  /// Forgets what came after an epoch, from where the run took another course.
  public mutating func goBack(to epoch: Int) { records.removeAll { $0.epoch > epoch } }

  /// The record of an epoch; nil where there is none.
  public func record(ofEpoch epoch: Int) -> EpochRecord? { records.first { $0.epoch == epoch } }
}
