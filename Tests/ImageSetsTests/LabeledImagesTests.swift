import ImageSets
import Testing

struct LabeledImagesTests {
  private static let unlabeled = LabeledImages(
    height: 1, width: 2, pixels: [0, 1, 10, 11, 20, 21, 30, 31])

  @Test func floatsAreKeptToTheNearest255th() throws {
    let unit = try LabeledImages(height: 1, width: 3, floats: [0, 0.5, 1], labels: [7])
    #expect(unit.pixels == [0, 128, 255] && unit.labels == [7] && unit.numbers == [0])
    let bytes = try LabeledImages(height: 1, width: 3, floats: [0, 127.4, 255], white: 255)
    #expect(bytes.pixels == [0, 127, 255] && bytes.count == 1)
  }

  @Test func aPixelBeyondBlackOrWhiteIsNamed() {
    func fails(_ pixels: [Float], white: Float, index: Int) {
      let error = #expect(throws: PixelError.self) {
        try LabeledImages(height: 1, width: 2, floats: pixels, white: white)
      }
      #expect(error?.index == index && error?.white == white)
      #expect(error?.value.bitPattern == pixels[index].bitPattern)
    }
    fails([0, 1, 0, 1.001], white: 1, index: 3)
    fails([0, -0.25, 0, 7], white: 1, index: 1)
    fails([0, 255, .nan, 0], white: 255, index: 2)
    fails([.infinity, 0], white: 255, index: 0)
  }

  @Test func imagesWithoutLabelsAreDividedAsOthersAre() {
    let images = Self.unlabeled
    #expect(images.count == 4 && !images.areLabeled && images.labels.isEmpty)
    #expect(images.prefix(1).pixels == [0, 1])
    #expect(images.choosing([3, 0]).pixels == [30, 31, 0, 1])
    #expect(images.choosing([3, 0]).numbers == [3, 0])
    #expect(images.spread(2).numbers == [0, 2])
    let (rest, heldOut) = images.holdingOut(1)
    #expect(rest.count == 3 && heldOut.pixels == [30, 31] && !heldOut.areLabeled)
    #expect(images.withPixels([UInt8](repeating: 9, count: 8)).count == 4)
  }

  @Test func labelsGoWithTheirImages() {
    let images = LabeledImages(
      height: 1, width: 2, pixels: Self.unlabeled.pixels, labels: [5, 6, 5, 7])
    #expect(images.keeping(classes: [5]).pixels == [0, 1, 20, 21])
    #expect(images.keeping(classes: [5]).numbers == [0, 2])
    #expect(images.images(1..<3).labels == [6, 5])
    #expect(images.keeping(classes: [9]).count == 0)
  }

  @Test func classesAreNotAskedOfImagesWithoutLabels() async {
    await #expect(processExitsWith: .failure) {
      _ = LabeledImages(height: 1, width: 1, pixels: [1, 2]).keeping(classes: [0])
    }
  }

  @Test func colorsAndNamesGoWithTheirImages() {
    let images = LabeledImages(
      height: 1, width: 2, channels: 3, pixels: Array(0..<18), labels: [2, 0, 2],
      classNames: ["cat", "dog"])
    #expect(images.count == 3 && images.pixelsPerImage == 6)
    #expect(Array(images.image(1)) == [6, 7, 8, 9, 10, 11])
    #expect(images.className(0) == "cat" && images.className(2) == "2")
    #expect(images.classes == [0, 2])
    for part in [images.choosing([1]), images.images(1..<2), images.keeping(classes: [0])] {
      #expect(part.channels == 3 && part.classNames == ["cat", "dog"] && part.numbers == [1])
      #expect(part.pixels == [6, 7, 8, 9, 10, 11])
    }
    #expect(images.withPixels([UInt8](repeating: 1, count: 18)).classNames == ["cat", "dog"])
    #expect(images.named(["a"]).className(0) == "a")
  }
}
