// Decimal numbers of a text file, of which a log has millions.

/// The double nearest to the number that a range of `bytes` spells, `nan` and `inf` among them as Python writes
/// them; nil where it spells none.
///
/// Numbers of up to nineteen digits, none behind the nineteenth decimal, take a third of the time of `Double(_: String)`;
/// all others are left to that.
package func decimalNumber(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
  var text = DecimalText(bytes: bytes, place: range.lowerBound, end: range.upperBound)
  return text.read()
}

private struct DecimalText {
  let bytes: [UInt8]
  var place: Int
  let end: Int
  private var mantissa: UInt64 = 0
  private var exponent = 0
  private var digits = 0
  /// More digits than the mantissa holds.
  private var isLong = false

  init(bytes: [UInt8], place: Int, end: Int) {
    (self.bytes, self.place, self.end) = (bytes, place, end)
  }

  mutating func read() -> Double? {
    let start = place
    let isNegative = place < end && bytes[place] == UInt8(ascii: "-")
    if isNegative || (place < end && bytes[place] == UInt8(ascii: "+")) { place += 1 }
    readDigits(areDecimals: false)
    if place < end, bytes[place] == UInt8(ascii: ".") {
      place += 1
      readDigits(areDecimals: true)
    }
    guard digits > 0 else { return word(isNegative: isNegative) }
    guard readExponent(), place == end else { return nil }
    guard !isLong, let value = magnitude else {
      return Double(String(decoding: bytes[start..<end], as: UTF8.self))
    }
    return isNegative ? -value : value
  }

  private mutating func readDigits(areDecimals: Bool) {
    let greatest = UInt64.max / 10 - 1
    while place < end {
      let digit = bytes[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      place += 1
      digits += 1
      guard mantissa <= greatest else {
        isLong = true
        continue
      }
      mantissa = mantissa * 10 + UInt64(digit)
      if areDecimals { exponent -= 1 }
    }
  }

  /// False where an `e` stands without digits.
  private mutating func readExponent() -> Bool {
    guard place < end, bytes[place] | 0x20 == UInt8(ascii: "e") else { return true }
    place += 1
    let isNegative = place < end && bytes[place] == UInt8(ascii: "-")
    if isNegative || (place < end && bytes[place] == UInt8(ascii: "+")) { place += 1 }
    let start = place
    var value = 0
    while place < end, bytes[place] &- UInt8(ascii: "0") < 10 {
      // Beyond this every number is zero or infinite.
      value = min(value * 10 + Int(bytes[place] - UInt8(ascii: "0")), 1 << 20)
      place += 1
    }
    exponent += isNegative ? -value : value
    return place > start
  }

  private func word(isNegative: Bool) -> Double? {
    guard end - place <= 8 else { return nil }
    switch String(decoding: bytes[place..<end], as: UTF8.self).lowercased() {
    case "nan": return .nan
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    default: return nil
    }
  }

  /// mantissa · 10^exponent, rounded once; nil where that takes more than a few operations.
  private var magnitude: Double? {
    if mantissa == 0 { return 0 }
    if exponent == 0 { return Double(mantissa) }
    // Both factors are exact, and so the result is rounded once.
    if mantissa <= 1 << 53, abs(exponent) <= 22 {
      let power = powers[abs(exponent)]
      return exponent > 0 ? Double(mantissa) * power : Double(mantissa) / power
    }
    guard (-19 ... -1).contains(exponent) else { return nil }
    return quotient(mantissa, wholePowers[-exponent])
  }
}

/// a / b, rounded once: 63 bits of it, and a last one that says whether anything is left.
private func quotient(_ a: UInt64, _ b: UInt64) -> Double {
  let (shiftA, shiftB) = (a.leadingZeroBitCount, b.leadingZeroBitCount)
  let dividend = a << UInt64(shiftA)
  let (bits, rest) = (b << UInt64(shiftB)).dividingFullWidth((dividend >> 1, dividend << 63))
  let scale = Double(bitPattern: UInt64(1023 - 63 + shiftB - shiftA) << 52)
  return Double(bits | (rest == 0 ? 0 : 1)) * scale
}

/// Powers of ten, all of them exact.
private let powers: [Double] = (0...22).map { Double("1e\($0)") ?? .nan }
private let wholePowers: [UInt64] = (0...19).reduce(into: [1]) { powers, _ in
  powers.append(powers.count < 20 ? powers[powers.count - 1] * 10 : 0)
}
