// The checksum of TensorBoard's event files.

/// The CRC-32C (Castagnoli's polynomial, RFC 3720) of a range of `bytes`.
///
/// Eight bytes at a time by eight tables: 1.9 GB/s here, where a byte at a time came to 0.4.
package func crc32c(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
  precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(range) is not inside")
  return unsafe bytes.withUnsafeBytes { raw in
    unsafe tables.withUnsafeBufferPointer { tables in
      var crc = UInt32.max
      var place = range.lowerBound
      while range.upperBound - place >= 8 {
        let next = unsafe raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        var word = UInt64(littleEndian: next) ^ UInt64(crc)
        crc = 0
        for table in stride(from: 7 * 256, through: 0, by: -256) {
          crc ^= unsafe tables[table + Int(word & 255)]
          word >>= 8
        }
        place += 8
      }
      while place < range.upperBound {
        crc = unsafe tables[Int((crc ^ UInt32(raw[place])) & 255)] ^ crc >> 8
        place += 1
      }
      return ~crc
    }
  }
}

/// The CRC-32C as event files store it: a checksum of bytes that hold checksums would be a poor one.
package func maskedCRC32C(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
  let crc = crc32c(bytes, range)
  return (crc >> 15 | crc << 17) &+ 0xa282_ead8
}

/// Eight tables of 256: the checksum of a byte with none to seven zero bytes behind it.
private let tables: [UInt32] = {
  var tables = [UInt32](repeating: 0, count: 8 * 256)
  for byte in 0..<256 {
    var crc = UInt32(byte)
    for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1) * 0x82f6_3b78 }
    tables[byte] = crc
  }
  for place in 256..<tables.count {
    let shorter = tables[place - 256]
    tables[place] = tables[Int(shorter & 255)] ^ shorter >> 8
  }
  return tables
}()
