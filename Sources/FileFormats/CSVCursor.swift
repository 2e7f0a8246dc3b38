/// A place in a table as text, field by field.
struct CSVCursor {
  let bytes: [UInt8]
  let separator: UInt8
  /// Where the next field begins.
  private(set) var position: Int
  /// The line that it stands on, counted from one.
  private(set) var line: Int

  /// A place at the beginning of the first line that is not blank.
  init(_ bytes: [UInt8], separator: UInt8, position: Int) {
    self.bytes = bytes
    self.separator = separator
    self.position = position
    line = 1
    skipBreaks()
  }

  /// Whether there is no further field.
  var isAtEnd: Bool { position == bytes.count }

  /// The next field, without spaces and quotes around it, and whether it is the last of its line.
  mutating func field() -> (range: Range<Int>, endsLine: Bool) {
    let start = position
    while position < bytes.count, bytes[position] != separator, !bytes[position].isLineBreak {
      position += 1
    }
    let range = trimmed(start..<position)
    guard position < bytes.count, bytes[position] == separator else {
      skipBreaks()
      return (range, true)
    }
    position += 1
    return (range, false)
  }

  /// The text of a field.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The number that a field is, and whether it is written as a whole one; nil where it is none.
  func number(_ range: Range<Int>) -> (value: Float, isWhole: Bool)? {
    if let whole = digits(range) { return (Float(whole), true) }
    return Float(text(range)).map { ($0, Int(text(range)) != nil) }
  }

  /// More digits would not fit a number of 32 bits.
  private static let mostDigits = 9

  /// The number of a field that is nothing but a few digits, as nearly all are.
  private func digits(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= Self.mostDigits else { return nil }
    var value = 0
    for place in range {
      let digit = Int(bytes[place]) - Int(UInt8(ascii: "0"))
      guard (0...9).contains(digit) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isPadding { start += 1 }
    while start < end, bytes[end - 1].isPadding { end -= 1 }
    let quote = UInt8(ascii: "\"")
    return end - start >= 2 && bytes[start] == quote && bytes[end - 1] == quote
      ? start + 1..<end - 1 : start..<end
  }

  /// Goes to the beginning of the next line that is not empty.
  private mutating func skipBreaks() {
    while position < bytes.count, bytes[position].isLineBreak {
      let isPair =
        bytes[position] == UInt8(ascii: "\r") && position + 1 < bytes.count
        && bytes[position + 1] == UInt8(ascii: "\n")
      position += isPair ? 2 : 1
      line += 1
    }
  }
}

extension UInt8 {
  fileprivate var isLineBreak: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
  fileprivate var isPadding: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
