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
    #expect(throws: NPYError.notNPY) { try NPYArray(parsing: Array("hello".utf8)) }
    #expect(throws: NPYError.unsupportedVersion(9)) {
      try NPYArray(parsing: [0x93] + Array("NUMPY".utf8) + [9, 0])
    }
    #expect(throws: NPYError.unsupportedElement("'|O'")) {
      try NPYArray(parsing: Self.file("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"))
    }
    #expect(throws: NPYError.columnMajor) {
      try NPYArray(parsing: Self.file("{'descr': '|u1', 'fortran_order': True, 'shape': (1,), }"))
    }
    #expect(throws: NPYError.wrongLength(expected: 8, found: 7)) {
      try NPYArray(
        parsing: Self.file("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", data: 7))
    }
    // 2³² x 2³² elements are 0 in 64 bits.
    #expect(throws: NPYError.wrongLength(expected: .max, found: 0)) {
      try NPYArray(
        parsing: Self.file(
          "{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296, 4294967296), }"))
    }
    #expect(throws: NPYError.self) { try NPYArray(parsing: Self.file("{'descr': '<f4'}")) }
  }
}
