internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// What one computation prepares and the next may need again. It belongs to the thread of the work.
final class WorkTools {
  private var classifier: (images: LabeledImages, classifier: NearestImageClassifier)?
  private var meter: (codes: [Float], meter: OnDataMeter)?

  /// Values of images that others are compared with, at most: 128 MB of them.
  private static let mostValues = 32 << 20

  /// How many of some images others are compared with.
  static func referenceCount(of images: LabeledImages) -> Int {
    min(images.count, max(mostValues / images.pixelsPerImage, 1))
  }

  /// The classifier by the test images nearest to an image; of large ones by some, evenly spread over all.
  func classifier(by images: LabeledImages) -> NearestImageClassifier {
    if let classifier, classifier.images == images { return classifier.classifier }
    let count = Self.referenceCount(of: images)
    let new = NearestImageClassifier(count < images.count ? images.spread(count) : images)
    classifier = (images, new)
    return new
  }

  /// Where each of `codes` lies among those of a map.
  func readings(at codes: [[Float]], in map: LatentMap, on engine: Engine) -> [OnDataReading] {
    guard !map.points.isEmpty else { return [] }
    if meter?.codes != map.codes {
      meter = (
        map.codes,
        OnDataMeter(
          codes: map.codes, dimensions: map.plane.latentCount,
          labels: map.classes.isEmpty ? [] : map.points.map(\.label), on: engine)
      )
    }
    return meter?.meter.readings(at: codes) ?? []
  }
}
