// Floats as the little-endian bytes of a file, and back.

/// The little-endian bytes of `floats`, four each.
package func littleEndianBytes(of floats: [Float]) -> [UInt8] {
  #if _endian(big)
    floats.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
  #else
    unsafe floats.withUnsafeBytes { unsafe [UInt8]($0) }
  #endif
}

/// The floats whose little-endian bytes are `bytes`; a remainder of less than four bytes is ignored.
package func floats(fromLittleEndian bytes: ArraySlice<UInt8>) -> [Float] {
  let count = bytes.count / 4
  return unsafe bytes.withUnsafeBytes { raw in
    (0..<count).map { index in
      Float(
        bitPattern: UInt32(
          littleEndian: unsafe raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
    }
  }
}

/// The doubles whose little-endian bytes are `bytes`, each rounded to a float; a remainder of less than
/// eight bytes is ignored.
func floats(fromLittleEndianDoubles bytes: ArraySlice<UInt8>) -> [Float] {
  let count = bytes.count / 8
  return unsafe bytes.withUnsafeBytes { raw in
    (0..<count).map { index in
      Float(
        Double(
          bitPattern: UInt64(
            littleEndian: unsafe raw.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))))
    }
  }
}
