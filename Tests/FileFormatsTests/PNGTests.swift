import FileFormats
import Testing

struct PNGTests {
  @Test func hasTheChunksOfAGrayPicture() throws {
    let bytes = GrayImage(height: 2, width: 3, pixels: [0, 128, 255, 1, 2, 3]).pngBytes()
    #expect(bytes.prefix(8).elementsEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    // Length 13, IHDR, 3 x 2, depth 8, color type 0.
    #expect(
      bytes[8..<33].prefix(21).elementsEqual(
        [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]))
    // The IEND chunk of every PNG file.
    #expect(
      bytes.suffix(12).elementsEqual([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]))
    let length = Int(bytes[36])
    let rows = try inflate(bytes[41..<41 + length], .zlib)
    #expect(rows == [0, 0, 128, 255, 0, 1, 2, 3])
  }

  @Test func levelsOfPixels() {
    let pixels: [Float] = [0, 0.5, 1, -3, 7, .infinity, -.infinity, .nan]
    #expect(pixels.map(GrayImage.level) == [0, 128, 255, 0, 255, 255, 0, 0])
  }

  @Test func enlargesByWholePixels() {
    let image = GrayImage(height: 1, width: 2, pixels: [9, 5]).enlarged(by: 2)
    #expect(image.pixels == [9, 9, 5, 5, 9, 9, 5, 5])
    #expect((image.height, image.width) == (2, 4))
  }
}
