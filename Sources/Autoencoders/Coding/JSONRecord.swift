package import FileFormats

/// A structure written as an object of `fields`. To add a field is to add a row.
package protocol JSONRecord: JSONCodable {
  /// The value of a text that says nothing, as far as a short one may leave fields out; reading sets every field.
  static var blank: Self { get }
  static var fields: [JSONField<Self>] { get }
}

/// One key of a record and the property that it holds.
package struct JSONField<Record>: Sendable {
  package let key: String
  /// The form of the property.
  let form: JSONForm
  /// Whether a short text has to have the key too.
  let isRequired: Bool
  package let read: @Sendable (inout JSONObjectReader, inout Record) throws(MetadataError) -> Void
  /// The property's JSON, or nil where it is to be left out.
  package let write: @Sendable (Record) -> JSONValue?

  /// - Parameter isRequired: whether a short text has to have the key too; else the blank record's value stands for it.
  package init<Value: JSONCodable>(
    _ key: String, _ property: any WritableKeyPath<Record, Value> & Sendable,
    _ possible: Possible<Value> = .any, isRequired: Bool = false
  ) {
    self.key = key
    self.isRequired = isRequired
    form = Value.form.restricted(by: possible.keywords)
    read = { reader, record throws(MetadataError) in
      let value: Value = try reader.take(key)
      guard possible.contains(value) else { throw reader.outOfRange(key, value) }
      record[keyPath: property] = value
    }
    write = { $0[keyPath: property].json }
  }

  /// A property whose key is left out where it has its usual value: files from before there was another stay as
  /// they are.
  package init<Value: JSONCodable & Equatable & Sendable>(
    _ key: String, _ property: any WritableKeyPath<Record, Value> & Sendable, usually usual: Value,
    _ possible: Possible<Value> = .any
  ) {
    self.key = key
    isRequired = false
    form = Value.form.restricted(by: possible.keywords)
    read = { reader, record throws(MetadataError) in
      let value: Value = try reader.takeIfPresent(key) ?? usual
      guard possible.contains(value) else { throw reader.outOfRange(key, value) }
      record[keyPath: property] = value
    }
    write = { $0[keyPath: property] == usual ? nil : $0[keyPath: property].json }
  }

  /// A property that may be nil; its key is then left out.
  package init<Value: JSONCodable>(
    _ key: String, _ property: any WritableKeyPath<Record, Value?> & Sendable,
    _ possible: Possible<Value> = .any
  ) {
    self.key = key
    isRequired = false
    form = Value.form.restricted(by: possible.keywords)
    read = { reader, record throws(MetadataError) in
      let value: Value? = try reader.takeIfPresent(key)
      if let value, !possible.contains(value) { throw reader.outOfRange(key, value) }
      record[keyPath: property] = value
    }
    write = { $0[keyPath: property]?.json }
  }
}

extension JSONRecord {
  package static var form: JSONForm { .type(Self.self) { .record(formFields) } }

  static var formFields: [JSONForm.Field] {
    fields.map { field in
      JSONForm.Field(
        key: field.key, form: field.form, standard: field.isRequired ? nil : field.write(blank),
        isRequired: field.isRequired)
    }
  }

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
