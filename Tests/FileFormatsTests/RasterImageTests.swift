import FileFormats
import Foundation
import Testing

struct RasterImageTests {
  private static func bigEndian(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bigEndian(data.count) + body + bigEndian(Int(crc32(body)))
  }

  /// A PNG file as its specification has it, of rows that are not filtered.
  private static func png(
    _ width: Int, _ height: Int, depth: UInt8, type: UInt8, rows: [[UInt8]],
    _ extra: [(String, [UInt8])] = []
  ) -> [UInt8] {
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      + chunk("IHDR", bigEndian(width) + bigEndian(height) + [depth, type, 0, 0, 0])
      + extra.flatMap { chunk($0.0, $0.1) }
      + chunk("IDAT", zlibCompressed(rows.flatMap { [0] + $0 })) + chunk("IEND", [])
  }

  private static func corpus(_ name: String) throws -> [UInt8] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try readFile(tests.appending(path: "FuzzCorpus/\(name)").path)
  }

  private static func read(_ file: [UInt8]) throws -> RasterImage {
    try RasterImage(parsing: file, sideLimit: 128)
  }

  @Test func readsWhatIsWrittenHere() throws {
    let gray = try Self.read(
      GrayImage(height: 2, width: 3, pixels: [0, 128, 255, 1, 2, 3]).pngBytes())
    #expect((gray.height, gray.width, gray.channels) == (2, 3, 1))
    #expect(gray.pixels == [0, 128, 255, 1, 2, 3])
    let color = try Self.read(
      ColorImage(height: 1, width: 2, pixels: [9, 8, 7, 6, 5, 4]).pngBytes())
    #expect((color.height, color.width, color.channels) == (1, 2, 3))
    #expect(color.pixels == [9, 8, 7, 6, 5, 4] && color.colorPixels == color.pixels)
    #expect(gray.colorPixels == [0, 0, 0, 128, 128, 128, 255, 255, 255, 1, 1, 1, 2, 2, 2, 3, 3, 3])
  }

  /// Samples of 1, 2 and 4 bits are spread over all grays, those of 16 rounded to the nearest: 0x8080 is 128 x 257.
  @Test func samplesOfAnyDepthBecomeBytes() throws {
    for (depth, row, pixels): (UInt8, [UInt8], [UInt8]) in [
      (1, [0b1010_0000], [255, 0, 255]), (2, [0b0001_1011], [0, 85, 170]),
      (4, [0x0f, 0x80], [0, 255, 136]),
      (16, [0x80, 0x80, 0x00, 0xff, 0xff, 0xff], [128, 1, 255]),
    ] {
      let image = try Self.read(Self.png(3, 1, depth: depth, type: 0, rows: [row]))
      #expect(image.channels == 1 && image.pixels == pixels, "depth \(depth)")
    }
  }

  @Test func aPaletteIsGrayWhereItHasNothingElse() throws {
    let gray = Self.png(2, 1, depth: 8, type: 3, rows: [[1, 0]], [("PLTE", [7, 7, 7, 9, 9, 9])])
    #expect(try Self.read(gray).pixels == [9, 7])
    let color = Self.png(2, 1, depth: 8, type: 3, rows: [[1, 0]], [("PLTE", [7, 7, 7, 9, 9, 8])])
    #expect(try Self.read(color).pixels == [9, 9, 8, 7, 7, 7])
  }

  /// Over black a sample is its share of alpha in 255, to the nearest.
  @Test func whatIsTransparentLiesOverBlack() throws {
    let color = Self.png(1, 1, depth: 8, type: 6, rows: [[200, 100, 50, 128]])
    #expect(try Self.read(color).pixels == [100, 50, 25])
    let gray = Self.png(3, 1, depth: 8, type: 4, rows: [[255, 51, 200, 0, 9, 255]])
    #expect(try Self.read(gray).pixels == [51, 0, 9])
    let oneGray = Self.png(2, 1, depth: 8, type: 0, rows: [[200, 9]], [("tRNS", [0, 200])])
    #expect(try Self.read(oneGray).pixels == [0, 9])
    let palette = Self.png(
      2, 1, depth: 8, type: 3, rows: [[0, 1]], [("PLTE", [100, 0, 0, 0, 80, 0]), ("tRNS", [51])])
    #expect(try Self.read(palette).pixels == [20, 0, 0, 0, 80, 0])
  }

  @Test func rowsMayBeInterlaced() throws {
    let steps = (0..<64).map { UInt8(4 * $0) }
    #expect(try Self.read(Self.corpus("png/gray.png")).pixels == steps)
    #expect(try Self.read(Self.corpus("png/interlaced.png")).pixels == steps)
  }

  /// Blocks of Y 40 and 200, and one of Y 100, Cb 90, Cr 160: R = Y + 1.402 (Cr - 128), B = Y + 1.772 (Cb - 128),
  /// G = Y - 0.344136 (Cb - 128) - 0.714136 (Cr - 128) (JFIF 1.02), to the nearest.
  @Test func readsJPEG() throws {
    let gray = try Self.read(Self.corpus("jpeg/gray.jpg"))
    #expect((gray.height, gray.width, gray.channels) == (8, 16, 1))
    let row = [UInt8](repeating: 40, count: 8) + [UInt8](repeating: 200, count: 8)
    #expect(gray.pixels == (0..<8).flatMap { _ in row })
    let color = try Self.read(Self.corpus("jpeg/color.jpg"))
    #expect((color.height, color.width, color.channels) == (8, 8, 3))
    #expect(color.pixels == (0..<64).flatMap { _ in [145, 90, 33] as [UInt8] })
  }

  @Test(arguments: ["png/color.png", "png/interlaced.png", "jpeg/color.jpg"])
  func whatIsCutShortIsRefused(name: String) throws {
    let file = try Self.corpus(name)
    for length in 8..<file.count - (name.hasPrefix("png") ? 0 : 2) {
      #expect(throws: RasterImageError.self, "\(length)") {
        try Self.read(Array(file.prefix(length)))
      }
    }
    #expect(
      throws: RasterImageError.damaged(name.hasPrefix("png") ? .png : .jpeg)
    ) { try Self.read(Array(file.prefix(file.count * 3 / 4))) }
  }

  @Test func aWrongChecksumIsDamage() throws {
    var file = try Self.corpus("png/color.png")
    file[file.count - 20] ^= 1
    #expect(throws: RasterImageError.damaged(.png)) { try Self.read(file) }
  }

  /// Whatever size is claimed, no pixel is read.
  @Test func largePicturesAreToldByTheirSize() {
    for (width, height) in [(129, 1), (1, 129), (1 << 19, 1 << 19)] {
      let file = Self.png(width, height, depth: 16, type: 6, rows: [])
      let error = RasterImageError.tooLarge(height: height, width: width, limit: 128)
      #expect(throws: error) { try Self.read(file) }
    }
  }

  @Test func otherFilesAreNamed() {
    #expect(throws: RasterImageError.otherKind(.gif)) { try Self.read(Array("GIF89a".utf8)) }
    #expect(throws: RasterImageError.otherKind(.empty)) { try Self.read([]) }
    #expect(throws: RasterImageError.otherKind(nil)) { try Self.read([1, 2, 3]) }
  }
}
