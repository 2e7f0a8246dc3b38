public import Autoencoders

/// Which of a run's epochs is shown: the newest state, or one that lies behind.
public struct EpochsFeature: Equatable, Sendable {
  /// The epoch that is shown; nil for the newest state there is.
  @Aside public private(set) var shown: ShownEpoch? = nil
  /// Epochs are shown one after another.
  public private(set) var isPlaying = false
  /// The cursor goes with the code of its image from epoch to epoch; else it stays where it is.
  public private(set) var followsImage = false
  /// Seconds since the last epoch that was shown by itself.
  private var elapsed = 0.0

  /// Seconds from one epoch to the next, and of a whole time lapse at most.
  private static let (slowest, longest) = (0.25, 12.0)

  init() {}

  /// Shows an epoch, or the newest state.
  mutating func show(_ epoch: ShownEpoch?) { shown = epoch }

  /// Lets the cursor go with its image, or stay.
  mutating func toggleFollowing() { followsImage.toggle() }

  /// Shows epochs one after another from now on, or no more.
  mutating func setPlaying(_ isPlaying: Bool) { (self.isPlaying, elapsed) = (isPlaying, 0) }

  /// Whether the next of `count` epochs is to be shown after some more seconds.
  mutating func isNextDue(after seconds: Double, of count: Int) -> Bool {
    guard isPlaying else { return false }
    elapsed += seconds
    guard elapsed >= Self.interval(of: count) else { return false }
    elapsed = 0
    return true
  }

  /// Seconds from one of `count` epochs to the next.
  static func interval(of count: Int) -> Double { min(slowest, longest / Double(max(count, 1))) }
}

/// An epoch that is shown: its codes, and the weights that gave them.
public struct ShownEpoch: Equatable, Sendable {
  /// Epochs completed.
  public let epoch: Int
  /// The codes, on the plane they are seen on at first.
  public let map: LatentMap
  /// What decodes codes as the run did then.
  public let model: ModelSnapshot
  /// The weights are exact, and those of the encoder are among them.
  public let isExact: Bool

  /// A record as it is shown.
  ///
  /// - Parameters:
  ///   - labels: the classes of the test images; none of them are shown where some are not known.
  ///   - previous: the codes that were shown before, which a plane is turned towards.
  init(_ record: EpochRecord, labels: [UInt8], after previous: LatentMap?) {
    let latents = record.configuration.latentCount
    let count = record.codes.count / latents
    var map = LatentMap(
      codes: record.codes, labels: labels.count < count ? [] : Array(labels.prefix(count)),
      latentCount: latents, after: previous)
    map.epoch = Double(record.epoch)
    map.input = record.configuration.inputOfCodes
    (epoch, self.map, model, isExact) = (record.epoch, map, record.model, record.isExact)
  }
}
