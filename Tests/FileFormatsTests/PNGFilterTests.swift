import FileFormats
import Testing

/// Rows that are filtered, read back by libpng.
struct PNGFilterTests {
  /// A slope that no byte repeats on, and noise that no filter helps.
  private static let slope = (0..<96 * 96).map {
    UInt8(truncatingIfNeeded: 3 * ($0 % 96) + $0 / 96)
  }
  private static let noise = (0..<96 * 96).map {
    UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13)
  }

  @Test(arguments: [slope, noise])
  func comeBackAsTheyWere(pixels: [UInt8]) throws {
    let file = GrayImage(height: 96, width: 96, pixels: pixels).pngBytes()
    #expect(try RasterImage(parsing: file, sideLimit: 96).pixels == pixels)
    let color = ColorImage(height: 48, width: 64, pixels: pixels)
    #expect(try RasterImage(parsing: color.pngBytes(), sideLimit: 96).pixels == pixels)
  }

  /// Every filter but `none` makes this slope a row of constants.
  @Test func aSlopeIsShorter() {
    let file = GrayImage(height: 96, width: 96, pixels: Self.slope).pngBytes()
    #expect(file.count < zlibCompressed(Self.slope).count / 4)
  }

  @Test func noiseIsHardlyLonger() {
    let file = GrayImage(height: 96, width: 96, pixels: Self.noise).pngBytes()
    #expect(file.count < 96 * 97 + 100)
  }
}
