/// The probability of a bit, learned from the bits before it.
///
/// With c₀ zeros and c₁ ones so far, a one has the probability (2 c₁ + 1) / (2 c₀ + 2 c₁ + 2) of Krichevsky
/// and Trofimov (1981). Once `mostBits` are counted both counts are halved, rounded down.
struct AdaptiveBit {
  static let mostBits: UInt32 = 4096

  private var zeros: UInt32 = 0
  private var ones: UInt32 = 0

  /// The part of `range` that stands for a zero, rounded down: above zero and below `range`, which is at
  /// least 2^24.
  fileprivate func zeroPart(of range: UInt32) -> UInt32 {
    UInt32(UInt64(range) * UInt64(2 * zeros + 1) / UInt64(2 * (zeros + ones) + 2))
  }

  fileprivate mutating func count(_ bit: Bool) {
    if bit { ones += 1 } else { zeros += 1 }
    if zeros + ones == Self.mostBits { (zeros, ones) = (zeros / 2, ones / 2) }
  }
}

/// Writes bits as the digits of one number, each bit the part of an interval that its probability gives it
/// (Martin 1979).
///
/// The interval is [low, low + range) over all bytes so far, `range` at most 2^32 - 1. A zero takes its lower
/// part, a one the rest. Whenever `range` is below 2^24 the highest byte of `low` is written, a carry having
/// gone into the bytes before it, and both move up by a byte. Last come the four bytes of `low`.
struct RangeEncoder {
  private var bytes: [UInt8] = []
  /// Less than 2^32.
  private var low: UInt64 = 0
  private var range = UInt32.max

  mutating func encode(_ bit: Bool, _ probability: inout AdaptiveBit) {
    let zeroPart = probability.zeroPart(of: range)
    probability.count(bit)
    if bit {
      low += UInt64(zeroPart)
      range -= zeroPart
      if low > UInt32.max { carry() }
    } else {
      range = zeroPart
    }
    while range < RangeDecoder.leastRange {
      bytes.append(UInt8(truncatingIfNeeded: low >> 24))
      low = low << 8 & 0xffff_ffff
      range <<= 8
    }
  }

  /// Adds one to the bytes written, the number of which stays: all of them stand for less than one.
  private mutating func carry() {
    low &= 0xffff_ffff
    var place = bytes.count - 1
    while bytes[place] == 0xff {
      bytes[place] = 0
      place -= 1
    }
    bytes[place] += 1
  }

  /// The bytes of all bits; the encoder is used up.
  consuming func finish() -> [UInt8] { bytes + UInt32(low).bigEndianBytes }
}

/// Why bytes are not what a `RangeEncoder` wrote.
public enum RangeCoderError: Error, Equatable {
  /// The bytes end before the last bit.
  case truncated
  /// No sequence of bits gives these bytes.
  case corrupt
}

/// Reads what a `RangeEncoder` wrote, given the same probabilities.
struct RangeDecoder {
  static let leastRange: UInt32 = 1 << 24

  private var bytes: ByteCursor
  /// The number read less the interval's low end: below `range`.
  private var offset: UInt32
  private var range = UInt32.max

  init(_ input: some Collection<UInt8>) throws(RangeCoderError) {
    bytes = ByteCursor(Array(input))
    guard let first = bytes.bigEndian(UInt32.self) else { throw .truncated }
    guard first < range else { throw .corrupt }
    offset = first
  }

  mutating func decode(_ probability: inout AdaptiveBit) throws(RangeCoderError) -> Bool {
    let zeroPart = probability.zeroPart(of: range)
    let bit = offset >= zeroPart
    probability.count(bit)
    if bit {
      offset -= zeroPart
      range -= zeroPart
    } else {
      range = zeroPart
    }
    while range < Self.leastRange {
      guard let next = bytes.bigEndian(UInt8.self) else { throw .truncated }
      offset = offset << 8 | UInt32(next)
      range <<= 8
    }
    return bit
  }

  /// Checks that the last bit used the last byte.
  func finish() throws(RangeCoderError) {
    guard bytes.remaining == 0 else { throw .corrupt }
  }
}
