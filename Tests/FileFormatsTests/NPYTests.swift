import FileFormats
import Testing

struct NPYTests {
  /// `b = io.BytesIO(); numpy.save(b, numpy.arange(6, dtype="f4").reshape(2, 3))` gives these bytes.
  @Test func writesWhatNumPyWrites() {
    let bytes = NPYArray([0, 1, 2, 3, 4, 5], shape: [2, 3]).fileBytes()
    #expect(bytes.count == 152)
    #expect(bytes.prefix(10).elementsEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 0x76, 0]))
    let text = String(decoding: bytes[10..<128], as: UTF8.self)
    #expect(text.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }   "))
    #expect(text.hasSuffix("  \n"))
    #expect(bytes[132..<136].elementsEqual([0, 0, 0x80, 0x3f]))
  }

  @Test func aVectorHasACommaInItsShape() throws {
    let bytes = NPYArray([1, 2], shape: [2]).fileBytes()
    #expect(String(decoding: bytes[10..<128], as: UTF8.self).contains("'shape': (2,), "))
    #expect(try NPYArray(parsing: bytes).shape == [2])
  }

  @Test func comesBack() throws {
    let array = NPYArray([0.5, -1, 1e-20, 3], shape: [4, 1, 1])
    #expect(try NPYArray(parsing: array.fileBytes()) == array)
  }

  private static func file(_ dictionary: String, data: Int = 0) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(dictionary.utf8.count), 0] + Array(dictionary.utf8)
      + [UInt8](repeating: 0, count: data)
  }

  @Test func refuses() {
    #expect(throws: NPYError.notNPY(.text)) { try NPYArray(parsing: Array("hello".utf8)) }
    #expect(throws: NPYError.unsupportedVersion(9)) {
      try NPYArray(parsing: [0x93] + Array("NUMPY".utf8) + [9, 0])
    }
    #expect(throws: NPYError.unsupportedElement("'|O'")) {
      try NPYArray(parsing: Self.file("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"))
    }
    #expect(throws: NPYError.wrongLength(expected: 8, found: 7)) {
      try NPYArray(
        parsing: Self.file("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", data: 7))
    }
    // 2³² x 2³² elements are 0 in 64 bits.
    #expect(throws: NPYError.dimensionsTooLarge([4_294_967_296, 4_294_967_296])) {
      try NPYArray(
        parsing: Self.file(
          "{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296, 4294967296), }"))
    }
    #expect(throws: NPYError.self) { try NPYArray(parsing: Self.file("{'descr': '<f4'}")) }
  }

  /// Spellings of one header that `numpy.lib.format.read_array` (NumPy 2.4) takes, each before six bytes.
  @Test(arguments: [
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }",
    "{'descr':'|u1','fortran_order':False,'shape':(2,3)}",
    "{ 'shape' : ( 2 , 3 ) , 'fortran_order' : False , 'descr' : '|u1' }  \n",
    "{\"descr\": \"<u1\", \"fortran_order\": False, \"shape\": (2, 3,)}",
    "{'descr': '=u1', 'fortran_order': False, 'shape': (2L, 3L)}",
    "{'descr': 'B', 'fortran_order': False, 'shape': (2, 3)}",
    "{'descr': 'uint8', 'fortran_order': False, 'shape': ((2), 3)}",
    "{u'descr': b'>u1',\n 'fortran_order': False,\n 'shape': (2, 3)}",
  ])
  func readsEverySpelling(header: String) throws {
    let array = try NPYArray(parsing: Self.file(header, data: 6))
    #expect(array.element == .uint8 && array.shape == [2, 3] && array.bytes.count == 6)
  }

  @Test(arguments: [
    "{'descr': '|u1', 'fortran_order': False, 'shape': (6)}",
    "{'descr': '|u1', 'fortran_order': 0, 'shape': (6,)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': [6]}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (-6,)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (6,), 'more': 1}",
    "{'descr': '|u1', 'shape': (6,)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (6,)} x", "((((((((((((((((((",
    "{'descr': '|u1'",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (9223372036854775808,)}", "",
  ])
  func refusesOtherHeaders(header: String) {
    #expect(throws: NPYError.self) { try NPYArray(parsing: Self.file(header, data: 6)) }
  }

  /// `numpy.dtype` names of types that have no Swift counterpart here.
  @Test(arguments: ["<f16", "|O", "<c8", "<M8[s]", "|S3", "<U2", "V4", "<i3", "<f1"])
  func namesTypesThatItCannotRead(name: String) {
    #expect(throws: NPYError.unsupportedElement("'\(name)'")) {
      try NPYArray(
        parsing: Self.file("{'descr': '\(name)', 'fortran_order': False, 'shape': (6,)}", data: 6))
    }
  }

  /// -2 and 3, or 254 and 3, in every type of integers and either order of bytes.
  @Test(arguments: NPYArray.Element.allCases, [true, false])
  func numbersKeepTheirValues(element: NPYArray.Element, isBigEndian: Bool) throws {
    let name = (isBigEndian ? ">" : "<") + element.rawValue.dropFirst()
    let size = element.rawValue.last?.wholeNumberValue ?? 0
    func file(_ patterns: [UInt64]) -> [UInt8] {
      let bytes = patterns.flatMap { pattern in
        let little = (0..<size).map { UInt8(truncatingIfNeeded: pattern >> UInt64(8 * $0)) }
        return isBigEndian ? little.reversed() : little
      }
      let header = "{'descr': '\(name)', 'fortran_order': False, 'shape': (2,)}"
      return Self.file(header) + bytes
    }
    switch element {
    case .bool: #expect(try NPYArray(parsing: file([1, 0])).integers == [1, 0])
    case .uint8, .uint16, .uint32, .uint64:
      #expect(try NPYArray(parsing: file([254, 3])).integers == [254, 3])
    case .int8, .int16, .int32, .int64:
      #expect(
        try NPYArray(parsing: file([UInt64(bitPattern: -2), 3])).integers == [-2, 3])
    case .float16:
      #expect(try NPYArray(parsing: file([0xc100, 0x3555])).floats == [-2.5, 0x1.554p-2])
    case .float32:
      #expect(
        try NPYArray(parsing: file([0xc020_0000, 0x3f80_0000])).floats == [-2.5, 1])
    case .float64:
      #expect(
        try NPYArray(parsing: file([0xc004_0000_0000_0000, 0x3ff0_0000_0000_0000])).floats
          == [-2.5, 1])
    }
  }

  /// IEEE 754 binary16: the least subnormal, the least normal, the greatest, one, and what is none.
  @Test func halfFloatsAreThoseOfTheStandard() throws {
    let patterns: [UInt16] = [0x0001, 0x0400, 0x7bff, 0x3c00, 0xfc00, 0x8000]
    let header = "{'descr': '<f2', 'fortran_order': False, 'shape': (6,)}"
    let bytes = patterns.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let floats = try NPYArray(parsing: Self.file(header) + bytes).floats
    #expect(floats == [0x1p-24, 0x1p-14, 65504, 1, -.infinity, -0.0])
  }

  /// `numpy.arange(24, dtype="u1").reshape(2, 3, 4)`, and what `tobytes("F")` gives of it.
  @Test func readsWhatIsStoredByColumn() throws {
    let byColumn: [UInt8] = [
      0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21, 2, 14, 6, 18, 10, 22, 3, 15, 7, 19, 11, 23,
    ]
    let header = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4)}"
    let array = try NPYArray(parsing: Self.file(header) + byColumn)
    #expect(array.bytes == Array(0..<24) && array.shape == [2, 3, 4])
  }
}
