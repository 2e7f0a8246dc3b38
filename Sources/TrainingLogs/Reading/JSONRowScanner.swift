internal import FileFormats

/// Walks a JSON object in one pass and adds the numbers and texts in it to a row, without making values of them. What is
/// nested is named by a path with dots. NaN and infinities pass as Python writes them.
struct JSONRowScanner {
  private let bytes: [UInt8]
  private var place: Int
  private let end: Int
  private var depth = 0
  /// The name of what is being read, but for the key.
  private var path: [UInt8]
  /// The rest of the name, where it stands in the text; nearly all names are no more than that.
  private var key: Range<Int>?

  private static let depthLimit = 32
  /// An array of more numbers is a histogram or a picture.
  private static let arrayLimit = 256

  /// - Parameter name: what stands before the names of the object.
  init(_ bytes: [UInt8], _ range: Range<Int>, named name: [UInt8] = []) {
    (self.bytes, path) = (bytes, name)
    (place, end) = (range.lowerBound, range.upperBound)
  }

  /// Adds all that the text holds; false where it is no JSON, and what was added is of no use.
  mutating func add(to row: inout RowCollector) -> Bool {
    skipSpace()
    guard value(&row) else { return false }
    skipSpace()
    return place == end
  }

  private var next: UInt8? { place < end ? bytes[place] : nil }

  private mutating func skipSpace() {
    while place < end, bytes[place] <= 0x20 { place += 1 }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard place < end, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(_ row: inout RowCollector) -> Bool {
    switch next {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return nested(&row)
    case UInt8(ascii: "\""): return text(&row)
    case nil: return false
    default: return word(&row)
    }
  }

  private mutating func nested(_ row: inout RowCollector) -> Bool {
    guard depth < Self.depthLimit else { return false }
    let length = path.count
    completePath()
    depth += 1
    defer {
      depth -= 1
      path.removeLast(path.count - length)
    }
    let isObject = next == UInt8(ascii: "{")
    place += 1
    return isObject ? object(&row) : array(&row)
  }

  private mutating func completePath() {
    guard let key else { return }
    if !path.isEmpty { path.append(UInt8(ascii: ".")) }
    path.append(contentsOf: bytes[key])
    self.key = nil
  }

  /// The number of the name of what is being read.
  private mutating func name(in row: inout RowCollector) -> Int? {
    if path.isEmpty, let key { return row.number(of: bytes, key) }
    let length = path.count
    completePath()
    defer { path.removeLast(path.count - length) }
    return row.number(of: path, path.indices)
  }

  private mutating func object(_ row: inout RowCollector) -> Bool {
    if skip(UInt8(ascii: "}")) { return true }
    while true {
      skipSpace()
      guard let key = string(), skip(UInt8(ascii: ":")) else { return false }
      self.key = key
      skipSpace()
      guard value(&row) else { return false }
      if skip(UInt8(ascii: "}")) { return true }
      guard skip(UInt8(ascii: ",")) else { return false }
    }
  }

  private mutating func array(_ row: inout RowCollector) -> Bool {
    if skip(UInt8(ascii: "]")) { return true }
    let length = path.count
    var count = 0
    while true {
      skipSpace()
      key = nil
      path.append(contentsOf: ".\(count)".utf8)
      if count < Self.arrayLimit {
        guard value(&row) else { return false }
      } else {
        var nobody = RowCollector()
        guard value(&nobody) else { return false }
      }
      path.removeLast(path.count - length)
      count += 1
      if skip(UInt8(ascii: "]")) { return true }
      guard skip(UInt8(ascii: ",")) else { return false }
    }
  }

  /// The range of a string between its quotes, escapes as they stand.
  private mutating func string() -> Range<Int>? {
    guard next == UInt8(ascii: "\"") else { return nil }
    let start = place + 1
    place = start
    while place < end {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        defer { place += 1 }
        return start..<place
      }
      place += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private mutating func text(_ row: inout RowCollector) -> Bool {
    guard let range = string() else { return false }
    if let name = name(in: &row) { row.add(text: bytes, range, name: name) }
    return true
  }

  /// A number, or one of the words of JSON, which are none.
  private mutating func word(_ row: inout RowCollector) -> Bool {
    let start = place
    while place < end, !Self.endsWord[Int(bytes[place])] { place += 1 }
    if let value = decimalNumber(bytes, start..<place) {
      if let name = name(in: &row) { row.add(value, name: name) }
      return true
    }
    let words = ["true", "false", "null"]
    return words.contains(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private static let endsWord: [Bool] = (0...UInt8.max).map { byte in
    byte <= 0x20 || Array(",}]:\"{[".utf8).contains(byte)
  }
}
