package import FileFormats

/// The fields of one JSON object, taken one by one; what nobody took is an error, not lost in silence.
package struct JSONObjectReader {
  private let path: String
  private var fields: [String: JSONValue]
  /// The keys that were asked for.
  private var known: [String] = []

  package init(_ json: JSONValue, at path: String) throws(MetadataError) {
    guard case .object(let fields) = json else { throw json.mismatch("object", at: path) }
    self.path = path
    self.fields = fields
  }

  func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// The field `key`, which must be there.
  mutating func take<Value: JSONCodable>(
    _ key: String, as type: Value.Type = Value.self
  ) throws(MetadataError) -> Value {
    guard let value = try takeIfPresent(key, as: type) else {
      throw .missingKey(path: path(of: key))
    }
    return value
  }

  /// The field `key`, or nil where it is not there.
  mutating func takeIfPresent<Value: JSONCodable>(
    _ key: String, as type: Value.Type = Value.self
  ) throws(MetadataError) -> Value? {
    known.append(key)
    guard let json = fields.removeValue(forKey: key) else { return nil }
    return try Value(json, at: path(of: key))
  }

  /// - Throws: `MetadataError.unknownKey` where a field was not taken.
  func finish() throws(MetadataError) {
    if let key = fields.keys.min() { throw .unknownKey(path: path(of: key), known: known) }
  }
}
