internal import Foundation

/// Whether `bytes` has all of `other` from `start` on.
package func hasBytes(_ bytes: [UInt8], at start: Int, _ other: [UInt8]) -> Bool {
  guard start >= 0, start <= bytes.count, other.count <= bytes.count - start else { return false }
  return unsafe bytes.withUnsafeBytes { bytes in
    unsafe other.withUnsafeBytes { other in
      guard let first = other.baseAddress, let place = bytes.baseAddress else { return true }
      return unsafe memcmp(place + start, first, other.count) == 0
    }
  }
}

/// Where `byte` is next in `bytes` from `start` on; nil where it is no more.
package func place(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
  guard start >= 0, start < bytes.count else { return nil }
  return unsafe bytes.withUnsafeBytes { bytes in
    guard let base = bytes.baseAddress,
      let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return unsafe base.distance(to: found)
  }
}
