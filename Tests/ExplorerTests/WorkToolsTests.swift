import ImageSets
import Testing

@testable import Explorer

struct WorkToolsTests {
  private static func images(_ count: Int, side: Int, channels: Int) -> LabeledImages {
    LabeledImages(
      height: side, width: side, channels: channels,
      pixels: [UInt8](repeating: 0, count: count * side * side * channels))
  }

  /// All of 10 000 digits, and of images of 128x128x3 as many as 32 million values make up.
  @Test func largeImagesAreComparedWithFewer() {
    #expect(WorkTools.referenceCount(of: Self.images(10_000, side: 28, channels: 1)) == 10_000)
    #expect(WorkTools.referenceCount(of: Self.images(700, side: 128, channels: 3)) == 682)
  }
}
