import Autoencoders
import Testing

@testable import Explorer

/// Strokes on an image, by the pixel.
struct DrawnImageTests {
  private static func image(channels: Int = 1) -> DrawnImage {
    DrawnImage(FeatureShape(height: 7, width: 9, channels: channels))
  }

  private static func rows(_ image: DrawnImage) -> [[Float]] {
    let width = image.shape.width * image.shape.channels
    return (0..<image.shape.height).map { Array(image.pixels[$0 * width..<($0 + 1) * width]) }
  }

  /// A brush of radius 1.25: full to 0.75 from its middle, nothing from 1.75 on, so that a line is 0.75 + 1 + 0.75
  /// pixels wide.
  @Test func aLineHasSoftEdges() {
    var image = Self.image()
    image.draw(
      from: PixelPlace(x: 3, y: 3), to: PixelPlace(x: 5, y: 3), radius: 1.25, ink: .white)
    let rows = Self.rows(image)
    #expect((1...6).map { rows[3][$0] } == [0, 0.75, 1, 1, 1, 0.75])
    #expect((3...5).map { rows[2][$0] } == [0.75, 0.75, 0.75] && rows[4] == rows[2])
    // √2 away.
    #expect(abs(rows[2][2] - (1.75 - Float(2).squareRoot())) < 1e-6)
    #expect(rows[1].allSatisfy { $0 == 0 } && rows[5].allSatisfy { $0 == 0 })
  }

  @Test func goingOverALineChangesNothing() {
    var image = Self.image()
    let (start, end) = (PixelPlace(x: 0, y: 0), PixelPlace(x: 8, y: 6))
    image.draw(from: start, to: end, radius: 1.75, ink: .white)
    let once = image
    image.draw(from: end, to: start, radius: 1.75, ink: .white)
    #expect(image == once && !image.isBlank)
  }

  /// Black takes away what it covers.
  @Test func blackErases() {
    var image = Self.image()
    let (start, end) = (PixelPlace(x: 0, y: 3), PixelPlace(x: 8, y: 3))
    image.draw(from: start, to: end, radius: 1.25, ink: .white)
    image.draw(from: start, to: end, radius: 0.75, ink: .black)
    let rows = Self.rows(image)
    #expect(rows[3].allSatisfy { $0 == 0 } && rows[2].allSatisfy { $0 == 0.75 })
    image.draw(from: start, to: end, radius: 5, ink: .black)
    #expect(image.isBlank)
  }

  @Test(arguments: [
    (Ink.red, [1, 0, 0]), (.yellow, [1, 1, 0]), (.cyan, [0, 1, 1]), (.white, [1, 1, 1]),
  ])
  func colorsFillTheirChannels(ink: Ink, pixel: [Float]) {
    var image = Self.image(channels: 3)
    let place = PixelPlace(x: 4, y: 3)
    image.draw(from: place, to: place, radius: 3.5, ink: .blue)
    image.draw(from: place, to: place, radius: 1.25, ink: ink)
    let first = (3 * 9 + 4) * 3
    #expect(Array(image.pixels[first..<first + 3]) == pixel)
    // Beside it three quarters of the new ink cover the blue.
    #expect(abs(image.pixels[first + 3] - pixel[0] * 0.75) < 1e-6)
    #expect(image.pixels[first + 5] == (ink.isLight(2) ? 1 : 0.25))
  }

  /// Whatever the size of images, the brush has the same share of them.
  @Test(arguments: [(28, Float(1.25)), (64, 2.5), (128, 5), (8, 0.5)])
  func theBrushFitsTheImage(side: Int, radius: Float) {
    let shape = FeatureShape(height: side, width: side, channels: 1)
    var pen = Pen(on: shape)
    #expect(pen.radius == radius)
    for _ in 0..<20 { pen.widen(by: -1) }
    #expect(pen.radius == Pen.radii[0])
    for _ in 0..<20 { pen.widen(by: 1) }
    #expect(pen.radius == Pen.radii.last)
    pen.move(columns: 1000, rows: -1000)
    #expect(pen.place == PixelPlace(x: side - 1, y: 0))
  }
}
