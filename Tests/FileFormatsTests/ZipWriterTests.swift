import Testing

@testable import FileFormats

struct ZipWriterTests {
  /// `z = zipfile.ZipFile(b, "w"); z.writestr(zipfile.ZipInfo("a.npy"), b"abc");
  /// z.writestr(zipfile.ZipInfo("b.c.npy"), b"")`, in hexadecimal.
  @Test func writesTheBytesOfPythonsZipfile() throws {
    var archive = ZipWriter()
    try archive.add("a.npy", Array("abc".utf8))
    try archive.add("b.c.npy", [])
    #expect(
      try archive.fileBytes()
        == ZipTests.bytes(
          """
          504b030414000000000000002100c2412435030000000300000005000000612e6e7079616263504b0304\
          1400000000000000210000000000000000000000000007000000622e632e6e7079504b01021403140000\
          00000000002100c24124350300000003000000050000000000000000000000800100000000612e6e7079\
          504b0102140314000000000000002100000000000000000000000000070000000000000000000000800126\
          000000622e632e6e7079504b05060000000002000200680000004b0000000000
          """))
  }

  @Test func membersMayBeDeflated() throws {
    let contents = [UInt8](repeating: 7, count: 10_000) + [1, 2, 3]
    var archive = ZipWriter()
    try archive.add("a.npy", contents, .deflated)
    try archive.add("b.npy", contents)
    let bytes = try archive.fileBytes()
    #expect(bytes.count < contents.count + 400)
    let read = try ZipArchive(parsing: bytes)
    for name in ["a.npy", "b.npy"] { #expect(try read.member(named: name) == contents) }
  }

  @Test func anArchiveMayBeEmpty() throws {
    #expect(try ZipWriter().fileBytes() == [0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18))
  }

  /// The same with a limit that stands for 4 GB: before a member of 40 bytes and its name of 2 there are 30.
  @Test func whatDoesNotFitIsRefused() throws {
    let contents = [UInt8](repeating: 7, count: 40)
    var archive = ZipWriter(limit: 144)
    try archive.add("aa", contents)
    #expect(throws: ZipWriterError.tooLarge(bytes: 145, limit: 144)) {
      try archive.add("aab", contents)
    }
    // The member fits, but the directory of both, of 46 bytes each and their names, does not.
    try archive.add("ab", contents)
    #expect(throws: ZipWriterError.tooLarge(bytes: 240, limit: 144)) { try archive.fileBytes() }
  }

  @Test func moreMembersThanAreCountedAreRefused() throws {
    var archive = ZipWriter()
    for number in 0..<65_535 { try archive.add("\(number)", []) }
    #expect(throws: ZipWriterError.tooManyMembers(limit: 65_535)) { try archive.add("a", []) }
    #expect(try ZipArchive(parsing: archive.fileBytes()).memberNames.count == 65_535)
  }
}
