import FileFormats
import Foundation
import Testing

struct ZipTests {
  /// `numpy.savez(b, a=numpy.arange(3, dtype=numpy.uint8))`, in hexadecimal.
  static let stored = bytes(
    """
    504b03042d00000000000000210048ea66ecffffffffffffffff05001400612e6e70790100100083\
    000000000000008300000000000000934e554d5059010076007b276465736372273a20277c753127\
    2c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028332c292c\
    207d2020202020202020202020202020202020202020202020202020202020202020202020202020\
    202020202020202020202020202020202020202020200a000102504b01022d032d00000000000000\
    210048ea66ec8300000083000000050000000000000000000000800100000000612e6e7079504b05\
    06000000000100010033000000ba0000000000
    """)

  /// `numpy.savez_compressed(b, x_train=numpy.arange(4, dtype="u1"), y=numpy.array([5, 6]))`.
  static let deflated = bytes(
    """
    504b03042d0000000800000021002403de58ffffffffffffffff0b001400785f747261696e2e6e70\
    7901001000840000000000000048000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46e\
    a5a05e536aa8aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91a263a\
    9a3a0ab50a14002e0646266600504b03042d00000008000000210071be67b9ffffffffffffffff05\
    001400792e6e70790100100090000000000000004a000000000000009bec17ea1b10c9c850c650ad\
    9e925a9c5ca46ea5a06e9369a1aea3a09e965f54529498179f5f94920a12774bcc294e058a176724\
    16a402f91a463a9a3a0ab50a14002e5606086083d200504b01022d032d0000000800000021002403\
    de5848000000840000000b0000000000000000000000800100000000785f747261696e2e6e707950\
    4b01022d032d00000008000000210071be67b94a0000009000000005000000000000000000000080\
    0185000000792e6e7079504b050600000000020002006c000000060100000000
    """)

  static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { place -> UInt8 in
      let value: Int = digits[place] << 4 | digits[place + 1]
      return UInt8(value)
    }
  }

  @Test func readsStoredMembers() throws {
    #expect(
      try NPYArray(parsing: ZipArchive(parsing: Self.stored).member(named: "a.npy")).bytes == [
        0, 1, 2,
      ])
  }

  @Test func readsDeflatedMembers() throws {
    let array = try NPYArray(
      parsing: ZipArchive(parsing: Self.deflated).member(named: "x_train.npy"))
    #expect(array.bytes == [0, 1, 2, 3])
    let labels = try NPYArray(parsing: ZipArchive(parsing: Self.deflated).member(named: "y.npy"))
    #expect(labels.element == .int64)
    #expect(
      labels.bytes == [5] + [UInt8](repeating: 0, count: 7) + [6] + [UInt8](repeating: 0, count: 7))
  }

  @Test func refuses() {
    #expect(throws: ZipError.notZip(nil)) { try ZipArchive(parsing: [1, 2, 3]) }
    #expect(throws: ZipError.noSuchMember("b.npy")) {
      try ZipArchive(parsing: Self.stored).member(named: "b.npy")
    }
    #expect(throws: ZipError.truncated) { try ZipArchive(parsing: Self.stored.dropLast(30)) }
    var damaged = Self.stored
    damaged[damaged.count - 80] ^= 1
    #expect(throws: (any Error).self) { try ZipArchive(parsing: damaged).member(named: "a.npy") }
    var wrong = Self.stored
    wrong[184] ^= 1  // the second element
    #expect(throws: ZipError.wrongChecksum("a.npy")) {
      try ZipArchive(parsing: wrong).member(named: "a.npy")
    }
  }

  /// Archives of Python's zipfile, with sizes of 64 bits, the last written to a pipe: see make_corpus.py.
  @Test(arguments: ["stored", "deflated", "streamed"])
  func readsWhatPythonWrites(name: String) throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "FuzzCorpus/npz/\(name).npz").path
    let archive = try ZipArchive(parsing: readFile(path))
    #expect(archive.memberNames == ["x_train.npy", "y_train.npy", "x_test.npy", "y_test.npy"])
    let images = try NPYArray(parsing: archive.member(named: "x_train.npy"))
    #expect(images.shape == [2, 28, 28] && Set(images.bytes) == [0, 200])
    #expect(try NPYArray(parsing: archive.member(named: "y_train.npy")).integers == [3, 7])
  }

  /// The directory of an archive of more than 4 GB is found through the records before its end (4.3.14 and 4.3.15).
  @Test func findsADirectoryBy64Bits() throws {
    func little(_ value: UInt64, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }
    let end = Self.stored.count - 22
    let record = little(0x0606_4b50, 4) + [UInt8](repeating: 0, count: 44) + little(0xba, 8)
    let locator = little(0x0706_4b50, 4) + little(0, 4) + little(UInt64(end), 8) + little(1, 4)
    let last = Self.stored[end..<(end + 16)] + [255, 255, 255, 255, 0, 0]
    let archive = try ZipArchive(parsing: Self.stored[..<end] + record + locator + last)
    #expect(
      try archive.member(named: "a.npy") == ZipArchive(parsing: Self.stored).member(named: "a.npy"))
  }
}
