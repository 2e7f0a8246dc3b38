internal import Autoencoders

/// Decodes codes of a run with the weights that are shown, which it loads when they change.
struct RunDecoder {
  /// Which of a run's weights are loaded.
  private enum Loaded: Equatable {
    /// The newest, which came with a snapshot of this number.
    case newest(version: Int)
    /// Those of an earlier epoch.
    case epoch(Int)
  }

  private var decoder = ImageDecoder()
  private var loaded: Loaded?

  /// Has the weights that are shown; nothing changes where there are none.
  ///
  /// - Parameters:
  ///   - epoch: the earlier epoch that they are of; nil for the newest.
  ///   - version: the number of the newest snapshot.
  mutating func load(_ weights: ModelSnapshot?, epoch: Int?, version: Int) {
    let shown = epoch.map(Loaded.epoch) ?? .newest(version: version)
    guard let weights, loaded != shown else { return }
    decoder.load(weights)
    loaded = shown
  }

  /// The image of a code; nil where no weights are loaded, or they are of codes of another size.
  func decode(_ code: [Float]) -> [Float]? { decoder.decode(code) }
}
