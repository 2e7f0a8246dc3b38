import FileFormats
import Testing

struct ColorImageTests {
  @Test func hasTheChunksOfAColorPicture() throws {
    let pixels: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3]
    let bytes = ColorImage(height: 2, width: 2, pixels: pixels).pngBytes()
    #expect(bytes.prefix(8).elementsEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    // 2 x 2, depth 8, color type 2: red, green and blue.
    #expect(bytes[16..<29].elementsEqual([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0]))
    let length = Int(bytes[36])
    let rows = try inflate(bytes[41..<41 + length], .zlib)
    #expect(rows == [0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 1, 2, 3])
  }
}
