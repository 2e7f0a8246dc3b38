import FileFormats
import Testing

struct FileKindTests {
  /// First bytes as the formats' specifications have them; `pickle.dumps` of Python 3 writes protocol 4.
  @Test(
    arguments: [
      ([], .empty), ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0], .png),
      ([0xff, 0xd8, 0xff, 0xe0], .jpeg),
      (Array("GIF89a".utf8), .gif), ([0x80, 4, 0x95], .pickle), ([0x1f, 0x8b, 8], .gzip),
      (Array("PK\u{3}\u{4}".utf8), .zip), ([0x93] + Array("NUMPY".utf8), .npy),
      ([0, 0, 8, 3], .idx),
      (Array("label,pixel0\n5,0".utf8), .text), (Array("\n<!DOCTYPE HTML><p>".utf8), .html),
      (Array(" {\"a\":1}".utf8), .json), (Array("é".utf8), .text), ([0, 1, 2, 3], nil),
      ([0xff, 0xfe, 0x41], nil),
      ([UInt8](repeating: 0x78, count: 257) + Array("ustar\u{0}".utf8), .tar),
    ] as [([UInt8], FileKind?)])
  func firstBytesTell(bytes: [UInt8], kind: FileKind?) {
    #expect(FileKind(beginning: bytes) == kind)
  }

  /// A character that the first 512 bytes cut through does not make a text anything else.
  @Test func aCutCharacterIsNoFault() {
    #expect(FileKind(beginning: [UInt8](repeating: 0x61, count: 511) + Array("é".utf8)) == .text)
  }
}
