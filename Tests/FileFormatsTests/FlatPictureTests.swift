import FileFormats
import Testing

struct FlatPictureTests {
  private static func picture(colors: UInt32) -> FlatPicture {
    var picture = FlatPicture(height: 20, width: 32, color: 0)
    for index in picture.pixels.indices {
      picture.pixels[index] = UInt32(index) % colors * 0xff01
    }
    return picture
  }

  /// Up to 256 colors are a palette, which is color type 3; more are type 2.
  @Test(arguments: [(2, 3), (256, 3), (257, 2)] as [(UInt32, UInt8)])
  func colorsComeBack(colors: UInt32, type: UInt8) throws {
    let picture = Self.picture(colors: colors)
    let file = picture.pngBytes()
    #expect(file[25] == type)
    let read = try RasterImage(parsing: file, sideLimit: 32)
    let pixels = read.colorPixels
    for (index, color) in picture.pixels.enumerated() {
      let found = pixels[3 * index..<3 * index + 3].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      #expect(found == color, "pixel \(index)")
    }
  }
}
