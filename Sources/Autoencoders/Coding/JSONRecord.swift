package import FileFormats

/// A structure written as an object of `fields`. To add a field is to add a row.
package protocol JSONRecord: JSONCodable {
  /// Any value; reading sets every field of it.
  static var blank: Self { get }
  static var fields: [JSONField<Self>] { get }
}

/// One key of a record and the property that it holds.
package struct JSONField<Record>: Sendable {
  package let key: String
  package let read: @Sendable (inout JSONObjectReader, inout Record) throws(MetadataError) -> Void
  /// The property's JSON, or nil where it is to be left out.
  package let write: @Sendable (Record) -> JSONValue?

  package init<Value: JSONCodable>(
    _ key: String, _ property: any WritableKeyPath<Record, Value> & Sendable,
    where isPossible: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    self.key = key
    read = { reader, record throws(MetadataError) in
      let value: Value = try reader.take(key)
      guard isPossible(value) else { throw reader.outOfRange(key, value) }
      record[keyPath: property] = value
    }
    write = { $0[keyPath: property].json }
  }

  /// A property whose key is left out where it has its usual value: files from before there was another stay as
  /// they are.
  package init<Value: JSONCodable & Equatable & Sendable>(
    _ key: String, _ property: any WritableKeyPath<Record, Value> & Sendable, usually usual: Value,
    where isPossible: @escaping @Sendable (Value) -> Bool
  ) {
    self.key = key
    read = { reader, record throws(MetadataError) in
      let value: Value = try reader.takeIfPresent(key) ?? usual
      guard isPossible(value) else { throw reader.outOfRange(key, value) }
      record[keyPath: property] = value
    }
    write = { $0[keyPath: property] == usual ? nil : $0[keyPath: property].json }
  }

  /// A property that may be nil; its key is then left out.
  package init<Value: JSONCodable>(
    _ key: String, _ property: any WritableKeyPath<Record, Value?> & Sendable,
    where isPossible: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    self.key = key
    read = { reader, record throws(MetadataError) in
      let value: Value? = try reader.takeIfPresent(key)
      if let value, !isPossible(value) { throw reader.outOfRange(key, value) }
      record[keyPath: property] = value
    }
    write = { $0[keyPath: property]?.json }
  }
}

extension JSONRecord {
  package var json: JSONValue { .object(jsonFields) }

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    var reader = try JSONObjectReader(json, at: path)
    try self.init(&reader)
    try reader.finish()
  }

  var jsonFields: [String: JSONValue] {
    var object: [String: JSONValue] = [:]
    for field in Self.fields { object[field.key] = field.write(self) }
    return object
  }

  /// Takes the record's fields and leaves others to the caller.
  package init(_ reader: inout JSONObjectReader) throws(MetadataError) {
    self = Self.blank
    for field in Self.fields { try field.read(&reader, &self) }
  }
}

extension JSONObjectReader {
  func outOfRange(_ key: String, _ value: some JSONCodable) -> MetadataError {
    .outOfRange(path: path(of: key), found: (try? value.json.text()) ?? "")
  }
}
