import Autoencoders
import FileFormats
import ImageSets

/// Images for tests that need no meaning in them.
enum LabeledImagesFixture {
  /// Pixels of a seeded sequence, labels 0, 1, 2, ..., 9, 0, ...
  static func random(_ count: Int, height: Int, width: Int, seed: UInt64 = 9) -> LabeledImages {
    var random = Philox(seed: seed, stream: .initialization)
    return LabeledImages(
      height: height, width: width,
      pixels: (0..<count * height * width).map { _ in UInt8(random.next(below: 256)) },
      labels: (0..<count).map { UInt8($0 % 10) })
  }
}
