import FileFormats
import Testing

struct UnsafeZlibTests {
  static let text = Array(String(repeating: "latent ", count: 20).utf8)

  /// `c = zlib.compressobj(9, 8, -15); list(c.compress(b"latent " * 20) + c.flush())`
  static let raw: [UInt8] = [203, 73, 44, 73, 205, 43, 81, 200, 25, 12, 20, 0]

  @Test func expandsRawDeflate() throws {
    #expect(try inflate(Self.raw, .raw) == Self.text)
  }

  @Test func compressionComesBack() throws {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
    #expect(try inflate(zlibCompressed(bytes), .zlib) == bytes)
    #expect(try inflate(zlibCompressed([]), .zlib) == [])
  }

  @Test func expandsSeveralGzipMembers() throws {
    #expect(try inflate(IDXTests.gzipped + IDXTests.gzipped, .gzip).count == 22)
  }

  @Test func namesWhatIsWrong() {
    #expect(throws: DeflateError.truncated(produced: 0)) { try inflate([], .zlib) }
    #expect(throws: DeflateError.truncated(produced: 140)) {
      try inflate(Self.raw.dropLast(), .raw)
    }
    #expect(throws: DeflateError.corrupt(produced: 0)) { try inflate([1, 2, 3, 4], .zlib) }
    #expect(throws: DeflateError.tooLarge(limit: 100)) { try inflate(Self.raw, .raw, limit: 100) }
  }

  /// The check value of CRC-32/ISO-HDLC.
  @Test func crcOfTheCheckString() {
    #expect(crc32(Array("123456789".utf8)) == 0xcbf4_3926)
  }

  /// Forty megabytes of zeros are forty kilobytes to deflate, and more than they may give.
  @Test func refusesABomb() {
    let bomb = zlibCompressed([UInt8](repeating: 0, count: 40_000_000))
    #expect(bomb.count < 50_000)
    #expect(throws: DeflateError.tooLarge(limit: 1 << 25)) { try inflate(bomb, .zlib) }
  }

  @Test func theAllowanceGrowsWithWhatThereIs() {
    #expect(DeflateError.allowance(for: 0) == 1 << 25)
    #expect(DeflateError.allowance(for: 1 << 20) == 1 << 26)
    #expect(DeflateError.allowance(for: .max) == .max)
  }
}
