/// A value as Python spells it: the part of the language that stands in the headers of npy files.
enum PythonLiteral: Equatable {
  case dictionary([String: PythonLiteral])
  case list([PythonLiteral])
  case tuple([PythonLiteral])
  case string(String)
  case integer(Int)
  case boolean(Bool)

  /// The value that `bytes` spell; nil where they spell none, or one of another kind.
  init?(parsing bytes: some Collection<UInt8>) {
    var parser = PythonLiteralParser(bytes: Array(bytes))
    guard let value = parser.value(depth: 0), parser.isAtEnd() else { return nil }
    self = value
  }

  /// The value for a reader.
  var text: String {
    func joined(_ values: [PythonLiteral]) -> String {
      values.map(\.text).joined(separator: ", ")
    }
    return switch self {
    case .dictionary(let entries):
      "{\(entries.sorted { $0.key < $1.key }.map { "'\($0.key)': \($0.value.text)" }.joined(separator: ", "))}"
    case .list(let values): "[\(joined(values))]"
    case .tuple(let values): "(\(joined(values)))"
    case .string(let text): "'\(text)'"
    case .integer(let value): String(value)
    case .boolean(let value): value ? "True" : "False"
    }
  }
}

private struct PythonLiteralParser {
  let bytes: [UInt8]
  private var offset = 0
  private static let deepest = 8

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func isAtEnd() -> Bool {
    skipSpace()
    return offset == bytes.count
  }

  private mutating func skipSpace() {
    while offset < bytes.count, bytes[offset] == 0x20 || (0x09...0x0d).contains(bytes[offset]) {
      offset += 1
    }
  }

  private mutating func skip(_ text: String) -> Bool {
    skipSpace()
    guard bytes[offset...].starts(with: text.utf8) else { return false }
    offset += text.utf8.count
    return true
  }

  mutating func value(depth: Int) -> PythonLiteral? {
    guard depth < Self.deepest else { return nil }
    if skip("True") { return .boolean(true) }
    if skip("False") { return .boolean(false) }
    if skip("{") { return dictionary(depth: depth) }
    if skip("[") { return values(to: "]", depth: depth).map { .list($0.values) } }
    if skip("(") {
      // Parentheses around one value without a comma are no tuple.
      return values(to: ")", depth: depth).map { found in
        found.values.count == 1 && !found.endsInComma ? found.values[0] : .tuple(found.values)
      }
    }
    return string().map { .string($0) } ?? integer().map { .integer($0) }
  }

  private mutating func dictionary(depth: Int) -> PythonLiteral? {
    var entries: [String: PythonLiteral] = [:]
    while !skip("}") {
      guard let key = string(), skip(":"), let value = value(depth: depth + 1) else { return nil }
      // As in Python, the last of several values stands.
      entries[key] = value
      guard skip(",") else { return skip("}") ? .dictionary(entries) : nil }
    }
    return .dictionary(entries)
  }

  private mutating func values(
    to end: String, depth: Int
  ) -> (values: [PythonLiteral], endsInComma: Bool)? {
    var (values, endsInComma): ([PythonLiteral], Bool) = ([], false)
    while !skip(end) {
      guard values.isEmpty || endsInComma, let value = value(depth: depth + 1) else { return nil }
      values.append(value)
      endsInComma = skip(",")
    }
    return (values, endsInComma)
  }

  /// A string in either kind of quotes, with a prefix of Python 2 or none; escapes no header has.
  private mutating func string() -> String? {
    skipSpace()
    let start = offset
    if offset < bytes.count, "ubUB".utf8.contains(bytes[offset]) { offset += 1 }
    guard offset < bytes.count, bytes[offset] == 0x27 || bytes[offset] == 0x22 else {
      offset = start
      return nil
    }
    let (quote, first) = (bytes[offset], offset + 1)
    guard let end = bytes[first...].firstIndex(of: quote) else { return nil }
    let text = bytes[first..<end]
    guard !text.contains(UInt8(ascii: "\\")), !text.contains(UInt8(ascii: "\n")) else { return nil }
    offset = end + 1
    return String(validating: text, as: UTF8.self)
  }

  /// Digits, with the `L` behind them that Python 2 wrote.
  private mutating func integer() -> Int? {
    skipSpace()
    let digits = bytes[offset...].prefix { (0x30...0x39).contains($0) }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    offset += digits.count
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "L") { offset += 1 }
    return value
  }
}
