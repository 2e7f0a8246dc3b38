import FileFormats
import Testing

struct IDXTests {
  /// Big-endian header of three dimensions 2 x 1 x 3, then six bytes.
  static let file: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]

  @Test func parsesAnArray() throws {
    let array = try IDXArray(parsing: Self.file)
    #expect(array.shape == [2, 1, 3])
    #expect(array.element == .uint8 && array.bytes == [1, 2, 3, 4, 5, 6])
  }

  /// Numbers of several bytes, the high one first: 258 and -2 of 32 bits, 1.5 of 32 and of 64.
  @Test(
    arguments: [
      (0x0c, NPYArray.Element.int32, [0, 0, 1, 2, 255, 255, 255, 254], 2),
      (0x0b, .int16, [1, 2, 255, 254], 2), (0x09, .int8, [3, 254], 2),
      (0x0d, .float32, [0x3f, 0xc0, 0, 0], 1), (0x0e, .float64, [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 1),
    ] as [(UInt8, NPYArray.Element, [UInt8], UInt8)])
  func readsEveryType(type: UInt8, element: NPYArray.Element, data: [UInt8], count: UInt8) throws {
    let array = try IDXArray(parsing: [0, 0, type, 1, 0, 0, 0, count] + data)
    #expect(array.element == element && array.shape == [Int(count)])
    let numbers = NPYArray(element: element, shape: array.shape, bytes: array.bytes)
    switch element {
    case .int32, .int16: #expect(numbers.integers == [258, -2])
    case .int8: #expect(numbers.integers == [3, -2])
    default: #expect(numbers.floats == [1.5])
    }
  }

  @Test(arguments: [
    ([], IDXError.otherKind(.empty)), (Array("hello".utf8), .otherKind(.text)),
    ([0, 0, 8], .wrongMagic([0, 0, 8])),
    ([0, 0, 0x0a, 1, 0, 0, 0, 0], .wrongMagic([0, 0, 0x0a, 1])),
    ([1, 0, 8, 1, 0, 0, 0, 0], .wrongMagic([1, 0, 8, 1])),
    ([0, 0, 8, 0], .wrongMagic([0, 0, 8, 0])),
    ([0, 0, 8, 2, 0, 0, 0, 1], .wrongLength(expected: 12, found: 8)),
    (file.dropLast(), .wrongLength(expected: 6, found: 5)),
    (file + [7], .wrongLength(expected: 6, found: 7)),
    (
      [0, 0, 8, 4] + [UInt8](repeating: 255, count: 16),
      .dimensionsTooLarge([4_294_967_295, 4_294_967_295, 4_294_967_295, 4_294_967_295])
    ),
  ])
  func refuses(bytes: [UInt8], error: IDXError) {
    #expect(throws: error) { try IDXArray(parsing: bytes) }
  }

  /// `python3 -c "import gzip; print(list(gzip.compress(bytes([0,0,8,1,0,0,0,3,7,8,9]), 9, mtime=0)))"`
  static let gzipped: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 99, 96, 224, 96, 100, 96, 96, 96, 102, 231, 224, 4, 0, 173,
    152, 10, 186, 11, 0, 0, 0,
  ]

  @Test func expandsGzip() throws {
    #expect(try IDXArray(parsing: Self.gzipped).bytes == [7, 8, 9])
  }

  @Test func refusesDamagedGzip() {
    #expect(throws: IDXError.self) { try IDXArray(parsing: Self.gzipped.dropLast(12)) }
    var damaged = Self.gzipped
    damaged[24] ^= 1  // of the checksum
    #expect(throws: IDXError.compressed(.corrupt(produced: 11))) { try IDXArray(parsing: damaged) }
  }
}
