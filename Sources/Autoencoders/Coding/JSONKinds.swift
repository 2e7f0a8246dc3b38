package import FileFormats

/// A value of one of several kinds, written as an object with the kind's word under `type`. To add a
/// kind is to add a row to `kinds`.
package protocol JSONKinds: JSONCodable {
  static var kinds: [JSONKind<Self>] { get }
}

/// One kind: its word, and how its values become fields and come back.
package struct JSONKind<Value: Sendable>: Sendable {
  package let word: String
  /// Its keys besides `type`; nil for a kind that no text can have. Asked for when the table is there, of which a
  /// default may be a value.
  let fields: (@Sendable () -> [JSONForm.Field])?
  package let read: @Sendable (inout JSONObjectReader) throws(MetadataError) -> Value
  /// The fields of a value of this kind; nil for one of another.
  package let write: @Sendable (Value) -> [String: JSONValue]?

  /// A kind with a field for each of `parts`.
  ///
  /// - Parameters:
  ///   - make: a value of its parts.
  ///   - take: the parts of a value of this kind; nil for one of another.
  package init<each Part: JSONCodable>(
    _ word: String, _ parts: repeat JSONPart<each Part>,
    make: @escaping @Sendable (repeat each Part) -> Value,
    take: @escaping @Sendable (Value) -> (repeat each Part)?
  ) {
    self.word = word
    fields = {
      var fields: [JSONForm.Field] = []
      for part in repeat each parts { fields.append(part.formField) }
      return fields
    }
    read = { reader throws(MetadataError) in
      make(repeat try (each parts).read(&reader))
    }
    write = { value in
      guard let values = take(value) else { return nil }
      var fields: [String: JSONValue] = [:]
      for (part, value) in repeat (each parts, each values) { fields[part.key] = value.json }
      return fields
    }
  }

  /// A kind whose fields are those of a record.
  package init<Record: JSONRecord>(
    _ word: String, _ record: Record.Type, make: @escaping @Sendable (Record) -> Value,
    take: @escaping @Sendable (Value) -> Record?
  ) {
    self.word = word
    fields = { Record.formFields }
    read = { reader throws(MetadataError) in make(try Record(&reader)) }
    write = { take($0)?.jsonFields }
  }
}

extension JSONKind {
  /// A kind that can be told of and not read back: what it stands for is elsewhere.
  ///
  /// - Parameter name: what a value of this kind is called; nil for one of another.
  package init(unreadable word: String, name: @escaping @Sendable (Value) -> String?) {
    self.word = word
    fields = nil
    read = { reader throws(MetadataError) in
      throw .unknownWord(path: reader.path(of: "type"), found: word, known: [])
    }
    write = { name($0).map { ["name": .string($0)] } }
  }
}

extension JSONKind where Value: Equatable {
  /// A kind of one value, without fields.
  package init(_ word: String, _ value: Value) {
    self.word = word
    fields = { [] }
    read = { _ in value }
    write = { $0 == value ? [:] : nil }
  }
}

/// A field of a kind.
package struct JSONPart<Value: JSONCodable>: Sendable {
  package let key: String
  private let possible: Possible<Value>
  private let standard: Value?

  /// - Parameter standard: what a short text that leaves the key out means; nil where it may not.
  package init(
    _ key: String, _ possible: Possible<Value> = .any, default standard: Value? = nil
  ) {
    self.key = key
    self.possible = possible
    self.standard = standard
  }

  var formField: JSONForm.Field {
    JSONForm.Field(
      key: key, form: Value.form.restricted(by: possible.keywords), standard: standard?.json,
      isRequired: standard == nil)
  }

  package func read(_ reader: inout JSONObjectReader) throws(MetadataError) -> Value {
    let value: Value = try reader.take(key)
    guard possible.contains(value) else { throw reader.outOfRange(key, value) }
    return value
  }
}

extension JSONKinds {
  package static var form: JSONForm {
    .type(Self.self) {
      .kinds(
        kinds.compactMap { kind in
          kind.fields.map { JSONForm.Kind(word: kind.word, fields: $0()) }
        })
    }
  }

  package var json: JSONValue {
    for kind in Self.kinds {
      if let fields = kind.write(self) {
        return .object(fields.merging(["type": .string(kind.word)]) { $1 })
      }
    }
    preconditionFailure("\(self) is of no kind in the table of \(Self.self)")
  }

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    var reader = try JSONObjectReader(json, at: path)
    let word: String = try reader.take("type")
    guard let kind = Self.kinds.first(where: { $0.word == word }) else {
      throw .unknownWord(
        path: reader.path(of: "type"), found: word, known: Self.kinds.map(\.word))
    }
    self = try kind.read(&reader)
    try reader.finish()
  }
}
