package import FileFormats

extension JSONDocument {
  /// The form of the document in JSON Schema, draft 2020-12.
  ///
  /// - Parameter title: what a document is.
  package static func schema(title: String) -> JSONValue {
    var schema = JSONSchema()
    var root = schema.object(formFields, [versionKey: ["const": documentVersion.json]])
    root["$schema"] = .string("https://json-schema.org/draft/2020-12/schema")
    root["title"] = .string(title)
    root["$defs"] = .object(schema.definitions)
    return .object(root)
  }
}

/// A schema in the making.
private struct JSONSchema {
  /// The types so far, each written once however often it is part of others.
  private(set) var definitions: [String: JSONValue] = [:]

  private mutating func keywords(of form: JSONForm) -> [String: JSONValue] {
    switch form {
    case .plain(let keywords): return keywords
    case .list(let element):
      return ["type": .string("array"), "items": .object(keywords(of: element))]
    case .record(let fields): return object(fields)
    case .kinds(let kinds):
      return [
        "oneOf": .array(
          kinds.map { .object(object($0.fields, ["type": ["const": .string($0.word)]])) })
      ]
    case .type(let name, let form):
      if definitions[name] == nil {
        // Before its parts, among which it may be.
        definitions[name] = .null
        definitions[name] = .object(keywords(of: form()))
      }
      return ["$ref": .string("#/$defs/\(name)")]
    }
  }

  /// - Parameter constants: keys that stand beside the fields; `type` is required.
  mutating func object(
    _ fields: [JSONForm.Field], _ constants: [String: [String: JSONValue]] = [:]
  ) -> [String: JSONValue] {
    var properties = constants.mapValues { JSONValue.object($0) }
    for field in fields {
      var keywords = keywords(of: field.form)
      keywords["default"] = field.standard
      properties[field.key] = .object(keywords)
    }
    let required =
      (constants["type"] == nil ? [] : ["type"]) + fields.filter(\.isRequired).map(\.key)
    return [
      "type": .string("object"), "properties": .object(properties),
      "required": .array(required.map { .string($0) }), "additionalProperties": .boolean(false),
    ]
  }
}
