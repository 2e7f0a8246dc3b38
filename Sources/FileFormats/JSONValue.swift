/// A JSON value (RFC 8259), numbers as they are spelled, so that none changes on the way through.
public enum JSONValue: Equatable, Sendable {
  /// The literal `null`.
  case null
  /// The literals `true` and `false`.
  case boolean(Bool)
  /// A number as it is written.
  case number(JSONNumber)
  /// A string, its escapes resolved.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Values by name.
  case object([String: JSONValue])
}

/// A number as its text, which holds a `UInt64`, a `Float` and a `Double` alike without loss.
public struct JSONNumber: Equatable, Sendable {
  /// The digits as they stand in a file; `inf` or `nan` where a float has no JSON form.
  public let literal: String

  init(literal: String) { self.literal = literal }

  /// A whole number.
  public init(_ value: some FixedWidthInteger) { literal = String(value) }

  /// A float in the fewest digits that give it back.
  public init(_ value: some BinaryFloatingPoint & LosslessStringConvertible) {
    let text = value.description
    literal = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The value as a whole number, or nil where it is none or does not fit.
  public func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
    Integer(literal) ?? Double(literal).flatMap(Integer.init(exactly:))
  }

  /// The value as the nearest float, or nil where it is out of range.
  public func float<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ type: Value.Type
  ) -> Value? {
    Value(literal).flatMap { $0.isFinite ? $0 : nil }
  }

  var isFinite: Bool { literal.last?.isNumber ?? false }
}

/// Why a text is no JSON, or a value has no JSON form.
public enum JSONError: Error, Equatable, Sendable {
  /// There is no text, or nothing but space.
  case empty
  /// The text departs from the grammar at byte `offset`.
  case syntax(offset: Int)
  /// One object names a key twice.
  case duplicateKey(String)
  /// Arrays and objects are nested deeper than any file of ours.
  case tooDeep
  /// The number at `path`, as in `layers[0].rate`, is infinite or none.
  case notFinite(path: String)
}

extension JSONValue {
  /// The value's type in the words of JSON.
  public var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// The value on one line, keys in order: the same text for the same value.
  ///
  /// - Throws: `JSONError.notFinite` where a number is infinite or none.
  public func text() throws(JSONError) -> String {
    var writer = JSONWriter(indent: nil)
    try writer.write(self, at: "")
    return writer.text
  }

  /// The value over many lines, for a reader; ends in a newline.
  ///
  /// - Throws: `JSONError.notFinite` where a number is infinite or none.
  public func indentedText() throws(JSONError) -> String {
    var writer = JSONWriter(indent: 0)
    try writer.write(self, at: "")
    return writer.text + "\n"
  }
}

/// Writes values as text; indented ones keep arrays and objects of plain values on a line.
private struct JSONWriter {
  var text = ""
  /// How deep the current line is nested, or nil where all is on one line.
  var indent: Int?

  mutating func write(_ value: JSONValue, at path: String) throws(JSONError) {
    switch value {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .string(let value): text += jsonString(value)
    case .number(let number):
      guard number.isFinite else { throw .notFinite(path: path) }
      text += number.literal
    case .array(let elements):
      try write(elements.enumerated().map { ("", $1, "\(path)[\($0)]") }, between: ("[", "]"))
    case .object(let fields):
      let ordered = fields.sorted { $0.key < $1.key }
      try write(
        ordered.map { field in
          let key = jsonString(field.key) + (indent == nil ? ":" : ": ")
          return (key, field.value, path.isEmpty ? field.key : "\(path).\(field.key)")
        }, between: ("{", "}"))
    }
  }

  private mutating func write(
    _ items: [(key: String, value: JSONValue, path: String)], between: (String, String)
  ) throws(JSONError) {
    let isBroken = indent != nil && !items.allSatisfy { $0.value.isPlain }
    text += between.0
    if isBroken { indent = indent.map { $0 + 1 } }
    for (index, item) in items.enumerated() {
      if index > 0 { text += isBroken || indent == nil ? "," : ", " }
      if isBroken { breakLine() }
      text += item.key
      try write(item.value, at: item.path)
    }
    if isBroken {
      indent = indent.map { $0 - 1 }
      breakLine()
    }
    text += between.1
  }

  private mutating func breakLine() {
    text += "\n" + String(repeating: "  ", count: indent ?? 0)
  }
}

extension JSONValue {
  fileprivate var isPlain: Bool {
    switch self {
    case .null, .boolean, .number, .string: true
    case .array(let elements): elements.isEmpty
    case .object(let fields): fields.isEmpty
    }
  }
}

extension JSONValue: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let elements): try container.encode(elements)
    case .object(let fields): try container.encode(fields)
    case .number(let number):
      if let value = number.integer(Int.self) {
        try container.encode(value)
      } else if let value = number.integer(UInt64.self) {
        try container.encode(value)
      } else {
        try container.encode(Double(number.literal) ?? .nan)
      }
    }
  }
}
