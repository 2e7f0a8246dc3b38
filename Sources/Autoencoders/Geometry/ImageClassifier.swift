public import ImageSets

/// Tells the classes of images.
package protocol ImageClassifier {
  /// The class of each image, and how much speaks for it, from 0 to 1.
  ///
  /// - Parameter images: rows of pixels from 0 to 1, image after image.
  func classes(of images: [Float], on engine: Engine) -> [ClassShare]
}

/// Gives an image the class of most of the labeled images nearest to it, by the Euclidean distance of
/// pixels; of classes with as many, the one that has the nearest. What speaks for it is its share of them.
public struct NearestImageClassifier: ImageClassifier {
  private let references: CodeNeighbors
  private let labels: [UInt8]
  private let voters: Int

  /// - Parameters:
  ///   - images: one or more, labeled.
  ///   - voters: how many nearest images decide, where there are so many.
  public init(_ images: LabeledImages, voters: Int = 5) {
    precondition(images.areLabeled && images.count > 0, "\(images.count) images, or no labels")
    references = CodeNeighbors(
      codes: images.pixels.map { Float($0) / 255 }, dimensions: images.pixelsPerImage)
    labels = images.labels
    self.voters = min(voters, images.count)
  }

  /// The class of each image, and its share of the votes.
  ///
  /// - Parameters:
  ///   - images: rows of pixels from 0 to 1, image after image.
  ///   - engine: where it is computed.
  public func classes(of images: [Float], on engine: Engine) -> [ClassShare] {
    references.nearest(to: images, count: voters, on: engine).map { nearest in
      ClassShare.shares(of: nearest.map { labels[$0.index] })[0]
    }
  }
}

extension Autoencoder {
  /// The class of the image that each code stands for: at the points of a plane, its decision regions.
  package func classes(
    at codes: [[Float]], by classifier: some ImageClassifier
  ) -> [ClassShare] {
    classifier.classes(of: Array(images(of: codes).joined()), on: engine)
  }
}
