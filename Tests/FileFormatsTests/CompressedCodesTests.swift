import FileFormats
import Testing

struct CompressedCodesTests {
  private let codes = CompressedCodes(
    bits: 3, lows: [-1, 0, 2], highs: [1, 4, 2], symbols: [0, 7, 1, 6, 2, 5], model: 0xDEAD_BEEF)

  /// The header by hand, then a zlib stream of the symbols, dimension after dimension.
  @Test func hasTheDocumentedBytes() throws {
    let bytes = codes.fileBytes()
    let header: [UInt8] =
      Array("LWZ1".utf8) + [0xef, 0xbe, 0xad, 0xde, 2, 0, 0, 0, 3, 0, 0, 0, 3]
      + [0, 0, 0x80, 0xbf, 0, 0, 0x80, 0x3f, 0, 0, 0, 0, 0, 0, 0x80, 0x40]
      + [0, 0, 0, 0x40, 0, 0, 0, 0x40]
    #expect(bytes.starts(with: header))
    let length = Int(bytes[header.count])
    let stream = bytes[(header.count + 4)..<(header.count + 4 + length)]
    #expect(try inflate(stream, .zlib) == [0, 6, 7, 2, 1, 5])
    #expect(bytes.count == header.count + 4 + length + 4)
  }

  @Test func comesBackFromItsBytes() throws {
    #expect(try CompressedCodes(parsing: codes.fileBytes()) == codes)
  }

  /// Files that are whole, but hold no image or a range whose width is no float.
  @Test func emptyAndEndlessAreMalformed() {
    let great = Float.greatestFiniteMagnitude
    for codes in [
      CompressedCodes(bits: 3, lows: [0], highs: [1], symbols: [], model: 1),
      CompressedCodes(bits: 3, lows: [-great], highs: [great], symbols: [7], model: 1),
    ] {
      #expect(throws: CompressedCodesError.malformed) {
        try CompressedCodes(parsing: codes.fileBytes())
      }
    }
  }

  /// Whichever byte is changed or wherever the file is cut, it is refused.
  @Test func damageIsFound() {
    let bytes = codes.fileBytes()
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(throws: CompressedCodesError.self) { try CompressedCodes(parsing: damaged) }
      #expect(throws: CompressedCodesError.self) {
        try CompressedCodes(parsing: Array(bytes.prefix(index)))
      }
    }
  }
}
