import FileFormats
import Testing

struct UnsafeCRC32CTests {
  /// RFC 3720, B.4, and the usual check value.
  @Test(
    arguments: [
      (Array("123456789".utf8), 0xe306_9283), ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
      ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43), (Array(0..<32), 0x46dd_794e), ([], 0),
    ] as [([UInt8], UInt32)])
  func checksumsAreThoseOfTheStandard(bytes: [UInt8], checksum: UInt32) {
    #expect(crc32c(bytes, bytes.indices) == checksum)
    let inside = [1, 2, 3] + bytes + [4]
    #expect(crc32c(inside, 3..<3 + bytes.count) == checksum)
  }

  /// Of TensorBoard's own test of its records.
  @Test func maskedChecksum() {
    let bytes = [0x1a, 0x11] + Array("CRC test, one two".utf8)
    #expect(maskedCRC32C(bytes, bytes.indices) == 0x5794_d08a)
  }
}
