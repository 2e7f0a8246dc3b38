import Autoencoders
import FileFormats
import ImageSets
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// The frame that MNIST has, on MNIST itself and on made-up images.
struct CharacterFrameTests {
  private static let digit = FeatureShape(height: 28, width: 28, channels: 1)

  /// A bar of full ink.
  private static func bar(
    _ shape: FeatureShape, column: Int, row: Int, width: Int, height: Int
  ) -> [Float] {
    (0..<shape.count).map { index in
      let (x, y) = (index / shape.channels % shape.width, index / shape.channels / shape.width)
      let isInside = (column..<column + width).contains(x) && (row..<row + height).contains(y)
      return isInside ? 1 : 0
    }
  }

  /// A bar of 4x2 becomes one of 20x10 around pixel 14, whose middle lies half a pixel beside that of an even
  /// number of pixels.
  @Test func aBarIsBoxedAndCentered() throws {
    let frame = CharacterFrame(Self.digit)
    let framed = frame.framed(Self.bar(Self.digit, column: 1, row: 20, width: 4, height: 2))
    #expect(frame.ink(of: framed)?.size == Size(width: 20, height: 10))
    let (x, y) = frame.centerOfMass(framed, Size(width: 28, height: 28))
    #expect(abs(x - 14) <= 0.5 && abs(y - 14) <= 0.5)
    #expect(abs(framed.reduce(0, +) - 200) < 1e-3)
  }

  @Test func whatIsBlankStaysBlank() {
    let blank = [Float](repeating: 0, count: 784)
    #expect(CharacterFrame(Self.digit).framed(blank) == blank)
  }

  /// Of other shapes the box is as large a part, and a color keeps its channel.
  @Test(arguments: [(8, 8, 1, 6), (64, 48, 1, 34), (32, 32, 3, 23), (1, 1, 1, 1)])
  func otherShapesHaveABoxAsLarge(height: Int, width: Int, channels: Int, box: Int) throws {
    let shape = FeatureShape(height: height, width: width, channels: channels)
    let frame = CharacterFrame(shape)
    #expect(frame.box == box)
    var pixels = Self.bar(shape, column: 0, row: 0, width: 1, height: 1)
    if channels == 3 { for place in pixels.indices where place % 3 != 0 { pixels[place] = 0 } }
    let framed = frame.framed(pixels)
    let ink = try #require(frame.ink(of: framed))
    #expect(ink.size == Size(width: box, height: box))
    for place in framed.indices where channels == 3 && place % 3 != 0 {
      #expect(framed[place] == 0)
    }
  }

  @Test func imagesTellWhetherTheyStandInIt() {
    let frame = CharacterFrame(Self.digit)
    let loose = Self.bar(Self.digit, column: 0, row: 3, width: 9, height: 14)
    for (pixels, stands) in [(loose, false), (frame.framed(loose), true)] {
      let images = LabeledImages(
        height: 28, width: 28,
        pixels: (0..<20).flatMap { _ in pixels.map { UInt8(($0 * 255).rounded()) } })
      #expect(CharacterFrame.isUsual(in: images) == stands)
    }
  }
}

/// The frame on the real files.
@Suite(.enabled(if: RealData.isPresent, Comment(rawValue: RealData.reason)))
struct CharacterFrameOnMNISTTests {
  private static let size = Size(width: 28, height: 28)
  private static let frame = CharacterFrame(FeatureShape(height: 28, width: 28, channels: 1))

  /// The test images.
  private static func images() throws -> LabeledImages {
    let path = "\(RealData.folder ?? "")/t10k-images-idx3-ubyte"
    let array = try IDXArray(parsing: readFile(exists(path) ? path : path + ".gz"))
    return LabeledImages(height: 28, width: 28, pixels: array.bytes)
  }

  private static func pixels(_ images: LabeledImages, _ index: Int) -> [Float] {
    images.image(index).map { Float($0) / 255 }
  }

  /// MNIST's own statistics: the center of mass within half a pixel of pixel 14, the ink 20 pixels high or wide but
  /// for three images of 19. An image of 20 is in its frame to the last bit.
  @Test func everyTestImageIsInItsFrame() throws {
    let (images, frame) = (try Self.images(), Self.frame)
    var others = 0
    for index in 0..<images.count {
      let pixels = Self.pixels(images, index)
      let (x, y) = frame.centerOfMass(pixels, Self.size)
      #expect(abs(x - 14) <= 0.5 && abs(y - 14) <= 0.5, "#\(index)")
      let ink = try #require(frame.ink(of: pixels))
      if max(ink.width, ink.height) == frame.box {
        #expect(frame.framed(pixels) == pixels, "#\(index)")
      } else {
        others += 1
        let (x, y) = frame.centerOfMass(frame.framed(pixels), Self.size)
        #expect(abs(x - 14) <= 0.5 && abs(y - 14) <= 0.5, "#\(index)")
      }
    }
    #expect(others == 3 && CharacterFrame.isUsual(in: images))
  }

  /// Moved by as much as leaves all ink on the image, it comes back to the last bit.
  @Test func aMovedImageComesBack() throws {
    let images = try Self.images()
    for index in 0..<500 {
      let pixels = Self.pixels(images, index)
      let ink = try #require(Self.frame.ink(of: pixels))
      guard max(ink.width, ink.height) == Self.frame.box else { continue }
      for (left, top) in [(0, 0), (28 - ink.width, 0), (0, 28 - ink.height)] {
        let moved = Self.moved(pixels, right: left - ink.column, down: top - ink.row)
        #expect(Self.frame.framed(moved) == pixels, "#\(index)")
      }
    }
  }

  /// Shrunk to 20 of 28 pixels and put into a corner, the first 300 images come back with a mean absolute error of
  /// 0.0536 a pixel, where it was 0.1344: what NumPy gives for the same steps, with the shrunk image as a product
  /// with matrices of coverage, and the frame as one with matrices of linear interpolation.
  @Test func aShrunkImageComesBackNearly() throws {
    let images = try Self.images()
    var (before, after) = (Float(0), Float(0))
    for index in 0..<300 {
      let pixels = Self.pixels(images, index)
      let small = resampled(pixels, from: Self.size, to: Size(width: 20, height: 20))
      var shrunk = [Float](repeating: 0, count: 784)
      for (place, value) in small.enumerated() {
        shrunk[(place / 20 + 1) * 28 + place % 20 + 2] = (value * 255).rounded() / 255
      }
      before += Self.difference(shrunk, pixels)
      after += Self.difference(Self.frame.framed(shrunk), pixels)
    }
    #expect(abs(before / 300 - 0.1344) < 5e-4 && abs(after / 300 - 0.0536) < 5e-4)
  }

  private static func difference(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(a.count)
  }

  private static func moved(_ pixels: [Float], right: Int, down: Int) -> [Float] {
    (0..<784).map { place in
      let (x, y) = (place % 28 - right, place / 28 - down)
      return (0..<28).contains(x) && (0..<28).contains(y) ? pixels[y * 28 + x] : 0
    }
  }
}
