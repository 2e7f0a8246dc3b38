internal import FileFormats

/// What values can ever stand in a field: reading checks it, and a schema tells it. What does not fit the rest of a
/// configuration is found when that is validated.
package struct Possible<Value>: Sendable {
  package let contains: @Sendable (Value) -> Bool
  /// As much of it as JSON Schema has words for.
  let keywords: [String: JSONValue]

  init(
    keywords: [String: JSONValue] = [:], _ contains: @escaping @Sendable (Value) -> Bool
  ) {
    self.contains = contains
    self.keywords = keywords
  }

  package static var any: Self { Self { _ in true } }
}

// MARK: - Numbers

extension Possible where Value: JSONCodable & Comparable & ExpressibleByIntegerLiteral {
  init(_ bounds: [String: Value], _ contains: @escaping @Sendable (Value) -> Bool) {
    self.init(keywords: bounds.mapValues(\.json), contains)
  }

  package static var positive: Self { Self(["exclusiveMinimum": 0]) { $0 > 0 } }

  package static var nonNegative: Self { Self(["minimum": 0]) { $0 >= 0 } }

  package static func within(_ range: ClosedRange<Value>) -> Self {
    Self(["minimum": range.lowerBound, "maximum": range.upperBound]) { range.contains($0) }
  }

  package static func within(_ range: Range<Value>) -> Self {
    Self(["minimum": range.lowerBound, "exclusiveMaximum": range.upperBound]) {
      range.contains($0)
    }
  }

  /// Numbers that are neither of the two nor beyond them.
  package static func between(_ low: Value, _ high: Value) -> Self {
    Self(["exclusiveMinimum": low, "exclusiveMaximum": high]) { low < $0 && $0 < high }
  }
}

// MARK: - Texts

extension Possible<String> {
  /// Names that a part of a file's name can have: letters, digits, dots, dashes and underscores.
  package static var name: Self {
    Self(keywords: ["pattern": .string("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]) { name in
      guard (1...100).contains(name.utf8.count), let first = name.utf8.first else { return false }
      return isAlphanumeric(first)
        && name.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
