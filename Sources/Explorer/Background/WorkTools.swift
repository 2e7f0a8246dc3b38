internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// What one computation prepares and the next may need again. It belongs to the thread of the work.
final class WorkTools {
  private var classifier: (images: LabeledImages, classifier: NearestImageClassifier)?
  private var meter: (codes: [Float], meter: OnDataMeter)?

  /// The classifier by the test images nearest to an image.
  func classifier(by images: LabeledImages) -> NearestImageClassifier {
    if let classifier, classifier.images == images { return classifier.classifier }
    let new = NearestImageClassifier(images)
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
