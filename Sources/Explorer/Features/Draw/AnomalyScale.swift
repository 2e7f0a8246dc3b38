internal import Autoencoders
internal import ImageSets

/// How unlike the others test images are to a model: what the score of a drawing is compared with.
public struct AnomalyScale: Equatable, Sendable {
  /// The scores of some test images, the least first.
  let scores: [Double]
  /// The number of the codes whose weights gave them.
  let version: Int
  /// Seconds that it took to find them.
  let seconds: Double

  /// The score that takes nothing but the image and the model.
  static let score = AnomalyScore.relativeError
  /// Test images that are looked at, evenly spread over all.
  private static let mostImages = 1_000
  private static let imagesAtOnce = 50

  /// Scores test images; nil where there are none, and where nobody waits for it any more.
  init?(version: Int, on bench: Workbench) {
    guard let images = bench.images?.spread(Self.mostImages), images.count > 0 else { return nil }
    var scores: [Double] = []
    for start in stride(from: 0, to: images.count, by: Self.imagesAtOnce) {
      guard bench.isWanted() else { return nil }
      let part = images.images(start..<min(start + Self.imagesAtOnce, images.count))
      scores += bench.model.readings(of: part).map { $0.value(of: Self.score) }
    }
    self.init(scores: scores, version: version, seconds: bench.seconds())
  }

  init(scores: [Double], version: Int, seconds: Double) {
    self.scores = scores.sorted()
    self.version = version
    self.seconds = seconds
  }

  /// How many of the scores a score exceeds.
  func count(below score: Double) -> Int { scores.count { $0 < score } }
}
