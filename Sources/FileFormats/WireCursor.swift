/// A place in a message of protocol buffers that is read field by field, without a copy: for messages of which a
/// file has millions. `ProtocolBuffer` takes a whole message apart.
package struct WireCursor {
  /// How a field's contents are written.
  package enum Kind: UInt64 {
    case integer = 0
    case fixed64 = 1
    case bytes = 2
    case fixed32 = 5
  }

  /// Where the next field begins.
  package private(set) var position: Int
  private let end: Int
  /// The bytes are no message.
  package private(set) var isMalformed = false

  /// A place at the beginning of the message that `range` of some bytes is.
  package init(_ range: Range<Int>) { (position, end) = (range.lowerBound, range.upperBound) }

  /// The next field's number and kind; nil at the end, and where the bytes are no message.
  package mutating func field(in bytes: [UInt8]) -> (number: UInt64, kind: Kind)? {
    guard position < end else { return nil }
    guard let tag = integer(in: bytes), let kind = Kind(rawValue: tag & 7), tag >> 3 > 0 else {
      isMalformed = true
      return nil
    }
    return (tag >> 3, kind)
  }

  /// An integer of seven bits a byte, the lowest first.
  package mutating func integer(in bytes: [UInt8]) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    isMalformed = true
    return nil
  }

  /// Four bytes.
  package mutating func fixed32(in bytes: [UInt8]) -> UInt32? {
    guard let start = take(4) else { return nil }
    return (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
  }

  /// Eight bytes.
  package mutating func fixed64(in bytes: [UInt8]) -> UInt64? {
    guard let start = take(8) else { return nil }
    return (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
  }

  /// The range of a field of bytes.
  package mutating func range(in bytes: [UInt8]) -> Range<Int>? {
    guard let count = integer(in: bytes), count <= UInt64(end - position),
      let start = take(Int(count))
    else {
      isMalformed = true
      return nil
    }
    return start..<position
  }

  /// Goes past a field of no interest.
  package mutating func skip(_ kind: Kind, in bytes: [UInt8]) {
    switch kind {
    case .integer: _ = integer(in: bytes)
    case .fixed32: _ = take(4)
    case .fixed64: _ = take(8)
    case .bytes: _ = range(in: bytes)
    }
  }

  private mutating func take(_ count: Int) -> Int? {
    guard end - position >= count else {
      (isMalformed, position) = (true, end)
      return nil
    }
    defer { position += count }
    return position
  }
}
