package import FileFormats

/// What the JSON of a type looks like, made of the tables by which it is read and written. Schemas are made of it,
/// and what a short text leaves out is taken from it.
package indirect enum JSONForm: Sendable {
  /// A value without parts, in the words of JSON Schema.
  case plain([String: JSONValue])
  case list(JSONForm)
  case record([Field])
  case kinds([Kind])
  /// The form of a type, by the type's name: one may be part of itself.
  case type(String, @Sendable () -> JSONForm)

  /// A key of an object.
  package struct Field: Sendable {
    let key: String
    let form: JSONForm
    /// What a text that leaves the key out means by that; nil where it means that there is none, and where the key is
    /// required.
    let standard: JSONValue?
    let isRequired: Bool
  }

  /// One kind of several: its word under `type`, and its other keys.
  package struct Kind: Sendable {
    let word: String
    let fields: [Field]
  }

  static func type(_ type: Any.Type, _ form: @escaping @Sendable () -> JSONForm) -> JSONForm {
    .type(String(describing: type), form)
  }

  /// The same with fewer values.
  func restricted(by keywords: [String: JSONValue]) -> JSONForm {
    guard case .plain(let own) = self else { return self }
    return .plain(own.merging(keywords) { $1 })
  }
}

// MARK: - Short texts

extension JSONForm {
  /// `json` with every key that it leaves out and whose value is known. Where it departs from the form it stays as
  /// it is, for the reader to refuse.
  package func completed(_ json: JSONValue) -> JSONValue {
    switch (self, json) {
    case (.list(let element), .array(let elements)): .array(elements.map(element.completed))
    case (.record(let fields), .object(let object)): .object(Self.completed(object, fields))
    case (.kinds(let kinds), .object(let object)):
      if let kind = kinds.first(where: { .string($0.word) == object["type"] }) {
        .object(Self.completed(object, kind.fields))
      } else {
        json
      }
    case (.type(_, let form), _): form().completed(json)
    default: json
    }
  }

  private static func completed(
    _ object: [String: JSONValue], _ fields: [Field]
  ) -> [String: JSONValue] {
    var result = object
    for field in fields {
      result[field.key] = object[field.key].map(field.form.completed) ?? field.standard
    }
    return result
  }
}
