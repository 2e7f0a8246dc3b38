import FileFormats
import Testing

struct MD5Tests {
  /// The test suite of RFC 1321, A.5.
  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72"),
    ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
    (
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
      "d174ab98d277d9f5a5611c2c9f419d9f"
    ),
    (
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a"
    ),
  ])
  func digestsOfPublishedMessages(message: String, digest: String) {
    #expect(MD5(of: Array(message.utf8)).text == digest)
  }

  /// Messages that fill a block to its last bytes, against Python's hashlib over the same lengths of zeros.
  @Test(arguments: [
    (55, "c9ea3314b91c9fd4e38f9432064fd1f2"),
    (56, "e3c4dd21a9171fd39d208efa09bf7883"),
    (63, "65cecfb980d72fde57d175d6ec1c3f64"),
    (64, "3b5d3c7d207e37dceeedd301e35e2e58"),
    (119, "8271cb2e6a546123b43096a2efce39d2"),
    (100000, "0019d23bef56a136a1891211d7007f6f"),
  ])
  func blocksAreFilledToTheirEnds(length: Int, digest: String) {
    #expect(MD5(of: [UInt8](repeating: 0, count: length)).text == digest)
  }
}
