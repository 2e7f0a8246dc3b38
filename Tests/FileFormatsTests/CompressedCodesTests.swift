import FileFormats
import Testing

struct CompressedCodesTests {
  private let codes = CompressedCodes(
    bits: 3, lows: [-1, 0, 2], highs: [1, 4, 2], symbols: [0, 7, 1, 6, 2, 5], model: 0xDEAD_BEEF)

  /// The header by hand, then the symbols range-coded, dimension after dimension.
  @Test func hasTheDocumentedBytes() throws {
    let bytes = codes.fileBytes()
    let header: [UInt8] =
      Array("LWZ2".utf8) + [0xef, 0xbe, 0xad, 0xde, 2, 0, 0, 0, 3, 0, 0, 0, 3]
      + [0, 0, 0x80, 0xbf, 0, 0, 0x80, 0x3f, 0, 0, 0, 0, 0, 0, 0x80, 0x40]
      + [0, 0, 0, 0x40, 0, 0, 0, 0x40]
    #expect(bytes.starts(with: header))
    let length = Int(bytes[header.count])
    let stream = bytes[(header.count + 4)..<(header.count + 4 + length)]
    #expect(Array(stream) == SymbolCoder(bits: 3, rows: 2).encode([0, 6, 7, 2, 1, 5]))
    #expect(bytes.count == header.count + 4 + length + 4)
  }

  /// A file as `compress` wrote it before there was a range coder: five images of random pixels by an epoch
  /// of `vae` at three bits. Its symbols are `zlib.decompress(bytes[37:53])` of Python.
  private static let firstVersion: [UInt8] = [
    0x4c, 0x57, 0x5a, 0x31, 0x87, 0x5b, 0xe6, 0xd2, 0x05, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00,
    0x03, 0x05, 0x9f, 0x87, 0x3e, 0xc8, 0x2d, 0x06, 0x40, 0xe8, 0xd5, 0x49, 0x40, 0xe2, 0xe7, 0x9e,
    0x40, 0x10, 0x00, 0x00, 0x00, 0x78, 0x9c, 0x63, 0x65, 0x62, 0x61, 0x06, 0x02, 0x16, 0x56, 0x56,
    0x00, 0x00, 0xcb, 0x00, 0x26, 0x12, 0xdc, 0xf1, 0x20,
  ]

  @Test func filesOfTheFirstVersionAreRead() throws {
    let codes = CompressedCodes(
      bits: 3, lows: [Float(bitPattern: 0x3e87_9f05), Float(bitPattern: 0x4049_d5e8)],
      highs: [Float(bitPattern: 0x4006_2dc8), Float(bitPattern: 0x409e_e7e2)],
      symbols: [5, 3, 2, 3, 4, 4, 3, 5, 3, 5], model: 0xd2e6_5b87)
    #expect(try CompressedCodes(parsing: Self.firstVersion) == codes)
    #expect(try CompressedCodes(parsing: codes.fileBytes()) == codes)
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
    expectDamageIsFound(in: codes.fileBytes())
    expectDamageIsFound(in: Self.firstVersion)
  }

  private func expectDamageIsFound(in bytes: [UInt8]) {
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(throws: CompressedCodesError.self) { try CompressedCodes(parsing: damaged) }
      #expect(throws: CompressedCodesError.self) {
        try CompressedCodes(parsing: Array(bytes.prefix(index)))
      }
    }
  }

  /// A stream that is cut, in a file whose length and checksum agree.
  @Test func aStreamTooShortIsAnError() {
    let whole = codes.fileBytes()
    let start = whole.count - 4 - 6
    var cut = Array(whole[..<(start - 4)]) + [5, 0, 0, 0] + whole[start..<(start + 5)]
    let checksum = crc32(cut)
    cut += (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
    #expect(throws: CompressedCodesError.rangeCoded(.truncated)) {
      try CompressedCodes(parsing: cut)
    }
  }
}
