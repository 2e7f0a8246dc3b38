internal import Autoencoders
internal import FileFormats
internal import ProgramOptions

// A plan as a person may write it: a value, or a list of some, for each option.
//
//     {"parts": [{"options": {"preset": ["vae", "ae"], "epochs": 5}, "seeds": 3}]}

/// The text of a plan, whose values are not looked at yet.
struct SweepPlanText: JSONDocument {
  var parts: [SweepPart]

  static let version1 = Version1.same
  static let blank = SweepPlanText(parts: [])
  static let fields: [JSONField<SweepPlanText>] = [JSONField("parts", \.parts)]
}

extension SweepPlanText {
  /// Reads a plan's file.
  init(contentsOf path: String) throws {
    let bytes = try readFile(path)
    do {
      let json: JSONValue
      do { json = try JSONValue(parsing: bytes) } catch { throw MetadataError.json(error) }
      try self.init(document: json)
    } catch let error as MetadataError { throw SweepError.plan(path: path, error) }
    guard !parts.isEmpty else { throw SweepError.emptyPlan(path: path) }
  }

  func write(to path: String) throws {
    try writeFile(Array(document.indentedText().utf8), to: path)
  }
}

extension SweepPart: JSONRecord {
  static let blank = SweepPart([:])
  static let fields: [JSONField<SweepPart>] = [
    JSONField("options", \.values),
    JSONField("seeds", \.seeds, .positive),
    JSONField("zip", \.isZipped, usually: false),
  ]

  private var values: SweptValues {
    get { SweptValues(texts: options) }
    set { options = SweepPart(newValue.texts).options }
  }
}

/// The values of options as JSON has them: numbers, words, and `true` for a flag; a single one without a list.
private struct SweptValues: JSONCodable {
  let texts: [String: [String]]

  static let form = JSONForm.plain(["type": .string("object")])

  var json: JSONValue {
    .object(
      texts.mapValues { texts in
        let values = texts.map(Self.json)
        return values.count == 1 ? values[0] : .array(values)
      })
  }

  init(texts: [String: [String]]) { self.texts = texts }

  init(_ json: JSONValue, at path: String) throws(MetadataError) {
    guard case .object(let fields) = json else {
      throw .wrongType(path: path, expected: "object", found: json.typeName)
    }
    var texts: [String: [String]] = [:]
    for (name, value) in fields {
      let place = "\(path).\(name)"
      guard SweepPart.names.contains(name) else {
        throw .unknownKey(path: place, known: SweepPart.names)
      }
      let values = if case .array(let elements) = value { elements } else { [value] }
      guard !values.isEmpty else { throw .outOfRange(path: place, found: "[]") }
      texts[name] = []
      for value in values { texts[name]?.append(try Self.text(of: value, name, at: place)) }
    }
    self.texts = texts
  }

  private static func text(
    of json: JSONValue, _ name: String, at path: String
  ) throws(MetadataError) -> String {
    switch json {
    case .boolean(true) where SweepPart.isFlag(name): return ""
    case .number(let number) where !SweepPart.isFlag(name): return number.literal
    case .string(let text) where !SweepPart.isFlag(name): return text
    default:
      throw .wrongType(
        path: path, expected: SweepPart.isFlag(name) ? "true" : "number or string",
        found: json.typeName)
    }
  }

  private static func json(_ text: String) -> JSONValue {
    if text.isEmpty { return .boolean(true) }
    if let whole = UInt64(text) { return .number(JSONNumber(whole)) }
    guard let number = Double(text), number.isFinite else { return .string(text) }
    return .number(JSONNumber(number))
  }
}
