internal import FileFormats

/// The values in a JSON object by their names, with dots for what is nested; each as JSON spells it. Lists are values.
func flattened(_ json: JSONValue, named name: String = "") -> [String: String] {
  guard case .object(let fields) = json else {
    guard !name.isEmpty, let text = try? json.text() else { return [:] }
    return [name: text]
  }
  var result: [String: String] = [:]
  for (key, value) in fields {
    let path = name.isEmpty ? key : "\(name).\(key)"
    result.merge(flattened(value, named: path)) { first, _ in first }
  }
  return result
}
