package import FileFormats

/// A value with a JSON form that is written by hand, and so stays as it is when the type's own names
/// change.
package protocol JSONCodable: Sendable {
  /// What the JSON of any value looks like.
  static var form: JSONForm { get }

  var json: JSONValue { get }

  /// - Parameter path: where `json` stands in its text, for errors.
  init(_ json: JSONValue, at path: String) throws(MetadataError)
}

extension JSONValue {
  func mismatch(_ expected: String, at path: String) -> MetadataError {
    .wrongType(path: path, expected: expected, found: typeName)
  }
}

// MARK: - Plain values

extension Bool: JSONCodable {
  package static var form: JSONForm { .plain(["type": .string("boolean")]) }

  package var json: JSONValue { .boolean(self) }

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    guard case .boolean(let value) = json else { throw json.mismatch("boolean", at: path) }
    self = value
  }
}

extension String: JSONCodable {
  package static var form: JSONForm { .plain(["type": .string("string")]) }

  package var json: JSONValue { .string(self) }

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    guard case .string(let value) = json else { throw json.mismatch("string", at: path) }
    self = value
  }
}

extension JSONCodable where Self: FixedWidthInteger {
  package static var form: JSONForm {
    let bounds = Self.isSigned ? [:] : ["minimum": Self.min.json, "maximum": Self.max.json]
    return .plain(bounds.merging(["type": .string("integer")]) { $1 })
  }

  package var json: JSONValue { .number(JSONNumber(self)) }

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    guard case .number(let number) = json else { throw json.mismatch("number", at: path) }
    guard let value = number.integer(Self.self) else {
      throw .outOfRange(path: path, found: number.literal)
    }
    self = value
  }
}

extension JSONCodable where Self: BinaryFloatingPoint & LosslessStringConvertible {
  package static var form: JSONForm { .plain(["type": .string("number")]) }

  package var json: JSONValue { .number(JSONNumber(self)) }

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    guard case .number(let number) = json else { throw json.mismatch("number", at: path) }
    guard let value = number.float(Self.self) else {
      throw .outOfRange(path: path, found: number.literal)
    }
    self = value
  }
}

extension Int: JSONCodable {}
extension UInt8: JSONCodable {}
extension UInt32: JSONCodable {}
extension UInt64: JSONCodable {}
extension Float: JSONCodable {}
extension Double: JSONCodable {}

extension Array: JSONCodable where Element: JSONCodable {
  package static var form: JSONForm { .list(Element.form) }

  package var json: JSONValue { .array(map(\.json)) }

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    guard case .array(let elements) = json else { throw json.mismatch("array", at: path) }
    self = []
    for (index, element) in elements.enumerated() {
      append(try Element(element, at: "\(path)[\(index)]"))
    }
  }
}

// MARK: - Choices

/// An enumeration without values, written as one word.
package protocol JSONWord: JSONCodable, CaseIterable, Equatable {
  var word: String { get }
}

extension JSONWord {
  package static var form: JSONForm { .plain(["enum": .array(allCases.map(\.json))]) }

  package var json: JSONValue { .string(word) }

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    let found = try String(json, at: path)
    guard let value = Self.allCases.first(where: { $0.word == found }) else {
      throw .unknownWord(path: path, found: found, known: Self.allCases.map(\.word))
    }
    self = value
  }
}
