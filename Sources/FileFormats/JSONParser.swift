extension JSONValue {
  /// The value that `bytes`, UTF-8, spell.
  ///
  /// Stricter than most readers: an object may not name a key twice, and nesting is limited to 128.
  ///
  /// - Throws: `JSONError` where they are no JSON.
  public init(parsing bytes: some Sequence<UInt8>) throws(JSONError) {
    var parser = JSONParser(bytes: Array(bytes))
    self = try parser.document()
  }

  /// The value that `text` spells.
  ///
  /// - Throws: `JSONError` where it is no JSON.
  public init(parsing text: String) throws(JSONError) { try self.init(parsing: text.utf8) }
}

/// Reads one JSON text by recursive descent.
private struct JSONParser {
  let bytes: [UInt8]
  private var offset = 0
  private var depth = 0
  private static let depthLimit = 128

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSONValue {
    skipSpace()
    guard next != nil else { throw .empty }
    let value = try value()
    skipSpace()
    guard offset == bytes.count else { throw failure }
    return value
  }

  private var failure: JSONError { .syntax(offset: offset) }
  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 { offset += 1 }
  }

  private mutating func skip(_ character: Character) -> Bool {
    guard next == character.asciiValue else { return false }
    offset += 1
    return true
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"):
      return .object(try nested { parser throws(JSONError) in try parser.object() })
    case UInt8(ascii: "["):
      return .array(try nested { parser throws(JSONError) in try parser.array() })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func nested<Value>(
    _ read: (inout JSONParser) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    guard depth < Self.depthLimit else { throw .tooDeep }
    depth += 1
    offset += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[offset...].starts(with: text.utf8) else { throw failure }
    offset += text.utf8.count
    return value
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    var elements: [JSONValue] = []
    skipSpace()
    if skip("]") { return elements }
    while true {
      elements.append(try value())
      skipSpace()
      if skip("]") { return elements }
      guard skip(",") else { throw failure }
    }
  }

  private mutating func object() throws(JSONError) -> [String: JSONValue] {
    var fields: [String: JSONValue] = [:]
    skipSpace()
    if skip("}") { return fields }
    while true {
      skipSpace()
      let key = try string()
      skipSpace()
      guard skip(":") else { throw failure }
      guard fields.updateValue(try value(), forKey: key) == nil else { throw .duplicateKey(key) }
      skipSpace()
      if skip("}") { return fields }
      guard skip(",") else { throw failure }
    }
  }

  /// `-`, digits without a leading zero, a fraction, an exponent.
  private mutating func number() throws(JSONError) -> JSONNumber {
    let start = offset
    _ = skip("-")
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      try digits()
    }
    return JSONNumber(literal: String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw failure }
  }

  private mutating func string() throws(JSONError) -> String {
    guard skip("\"") else { throw failure }
    var utf8: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw failure }
      offset += 1
      if byte == UInt8(ascii: "\\") {
        utf8 += Array(String(try escape()).utf8)
      } else {
        utf8.append(byte)
      }
    }
    guard skip("\""), let string = String(validating: utf8, as: UTF8.self) else { throw failure }
    return string
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard let letter = next else { throw failure }
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw failure
    }
  }

  /// Four hexadecimal digits, and four more where the first are half of a UTF-16 pair.
  private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xdc00, skip("\\"), skip("u") else { throw failure }
    let low = try hexadecimal()
    guard (0xdc00..<0xe000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
    else { throw failure }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    let digits = bytes[offset...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure }
    offset += 4
    return unit
  }
}
