import Autoencoders
import FileFormats
import Testing

/// The schema of preset files, against a validator of the part of JSON Schema that it uses.
struct JSONSchemaTests {
  private static let schema = try? JSONValue(parsing: Preset.fileSchema)

  private static func isValid(_ json: JSONValue) throws -> Bool {
    let schema = try #require(schema)
    return SchemaValidator(root: schema).accepts(json, schema)
  }

  @Test(arguments: Preset.all.map(\.name))
  func everyPresetIsValid(name: String) throws {
    let preset = try #require(Preset.named(name))
    #expect(try Self.isValid(preset.document))
  }

  private static let short = #"""
    {"name": "mine", "model": {"encoder": [{"type": "dense", "units": 64, "activation": "tanh"}],
     "latent": {"type": "gaussian", "dimensions": 2}, "decoder": [{"type": "dense", "units": 784}]},
     "training": {"schedule": {"type": "warm_up", "epochs": 5}}}
    """#

  @Test func aShortFileIsValid() throws {
    #expect(try Self.isValid(JSONValue(parsing: Self.short)))
  }

  /// The schema and the reader take the same texts.
  @Test(arguments: [
    (#""name": "mine","#, ""), (#""mine""#, "3"), (#""mine""#, #""a/b""#),
    (#""units": 64"#, #""units": 0"#), (#""units": 64"#, #""units": 6.5"#),
    (#""units": 64, "#, ""), (#""units": 64"#, #""unit": 64"#), (#""tanh""#, #""gelu""#),
    (#""gaussian""#, #""laplace""#), (#""type": "gaussian", "#, ""),
    (#""dimensions": 2"#, #""dimensions": "2""#), (#""epochs": 5"#, #""epochs": -1"#),
    (#""epochs": 5"#, #""epochs": 5, "next": {"type": "warm_up"}"#),
    (#""training": {"#, #""training": {"batch_size": 0, "#),
    (#""training": {"#, #""training": {"latent_standardization": 1.5, "#),
    (#""training": {"#, #""training": {"optimizer": {"type": "adam", "beta1": 1}, "#),
    (#""training": {"#, #""training": {"seed": -1, "#),
    (#""training": {"#, #""version": 1, "training": {"#),
    (#"[{"type": "dense", "units": 784}]"#, "null"),
    (#"{"type": "dense", "units": 784}"#, #"{"type": "graph", "name": "x"}"#),
  ])
  func whatTheReaderRefusesIsNotValid(old: String, new: String) throws {
    let text = Self.short.replacing(old, with: new, maxReplacements: 1)
    #expect(text != Self.short)
    let json = try JSONValue(parsing: text)
    #expect(throws: MetadataError.self) { try Preset(document: Preset.form.completed(json)) }
    #expect(try !Self.isValid(json))
  }
}

/// Whether values are of a schema, as far as the words that it has are known here.
private struct SchemaValidator {
  let root: JSONValue

  func accepts(_ json: JSONValue, _ schema: JSONValue) -> Bool {
    guard case .object(let keywords) = schema else { return false }
    return keywords.allSatisfy { accepts(json, $0.key, $0.value, beside: keywords) }
  }

  private func accepts(
    _ json: JSONValue, _ keyword: String, _ value: JSONValue, beside all: [String: JSONValue]
  ) -> Bool {
    switch (keyword, value, json) {
    case ("$schema", _, _), ("$defs", _, _), ("title", _, _), ("default", _, _): true
    case ("$ref", .string(let path), _): accepts(json, definition(path))
    case ("type", .string("integer"), .number(let number)):
      Double(number.literal).map { $0 == $0.rounded() } ?? false
    case ("type", .string(let name), _): name == json.typeName
    case ("const", _, _): json == value
    case ("enum", .array(let values), _): values.contains(json)
    case ("oneOf", .array(let schemas), _): schemas.count { accepts(json, $0) } == 1
    case ("items", _, .array(let elements)): elements.allSatisfy { accepts($0, value) }
    case ("properties", .object(let properties), .object(let object)):
      object.allSatisfy { key, part in properties[key].map { accepts(part, $0) } ?? true }
    case ("required", .array(let keys), .object(let object)):
      keys.allSatisfy { if case .string(let key) = $0 { object[key] != nil } else { false } }
    case ("additionalProperties", .boolean(false), .object(let object)):
      if case .object(let properties)? = all["properties"] {
        object.keys.allSatisfy { properties[$0] != nil }
      } else {
        object.isEmpty
      }
    case ("pattern", .string(let pattern), .string(let text)):
      (try? Regex(pattern).firstMatch(in: text)) != nil
    case (_, .number(let bound), .number(let number)):
      accepts(Double(number.literal) ?? .nan, keyword, Double(bound.literal) ?? .nan)
    case ("items", _, _), ("properties", _, _), ("required", _, _), ("additionalProperties", _, _),
      ("pattern", _, _), ("minimum", _, _), ("maximum", _, _):
      // Keywords for another type than the value's; `type` is against it.
      true
    default: false
    }
  }

  private func accepts(_ number: Double, _ keyword: String, _ bound: Double) -> Bool {
    switch keyword {
    case "minimum": number >= bound
    case "maximum": number <= bound
    case "exclusiveMinimum": number > bound
    case "exclusiveMaximum": number < bound
    default: false
    }
  }

  private func definition(_ path: String) -> JSONValue {
    path.split(separator: "/").dropFirst().reduce(root) { value, key in
      if case .object(let fields) = value { fields[String(key)] ?? .null } else { .null }
    }
  }
}
