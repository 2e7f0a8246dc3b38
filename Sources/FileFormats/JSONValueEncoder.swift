extension JSONValue {
  /// A value of any type that can be encoded, keys spelled in camel case turned to snake case.
  ///
  /// JSON has no infinity and no NaN. Where a number is not finite, `null` stands for it and the key that
  /// it belongs to gets a sibling that says why: `"psnr_db":null,"psnr_db_reason":"infinite"`. For numbers
  /// in an array, the sibling is of the array's key and speaks of the first.
  ///
  /// - Throws: what the value throws.
  package init(encoding value: some Encodable) throws {
    let encoder = JSONValueEncoder()
    try value.encode(to: encoder)
    self = encoder.node.value.withReasons
  }

  /// The value with null, and a reason beside it, for each number that is not finite.
  private var withReasons: JSONValue {
    switch self {
    case .null, .boolean, .string: return self
    case .number(let number): return number.isFinite ? self : .null
    case .array(let elements): return .array(elements.map(\.withReasons))
    case .object(let fields):
      var result = fields.mapValues(\.withReasons)
      for (key, value) in fields {
        if let reason = value.reason { result["\(key)_reason"] = .string(reason) }
      }
      return .object(result)
    }
  }

  /// Why a number, or the first such number in an array, has no JSON form.
  private var reason: String? {
    switch self {
    case .number(let number) where !number.isFinite:
      switch number.literal {
      case "inf": "infinite"
      case "-inf": "minus infinity"
      default: "not a number"
      }
    case .array(let elements): elements.lazy.compactMap(\.reason).first
    default: nil
    }
  }
}

/// Turns an `Encodable` value into a `JSONValue`.
///
/// Foundation's encoder throws, or writes strings, where a number is not finite, and leaves control
/// characters from U+007F to U+009F as they are.
private struct JSONValueEncoder: Encoder {
  /// A part of the value, which the containers that share it fill step by step.
  final class Node {
    enum Content {
      case value(JSONValue)
      case array([Node])
      case object([String: Node])
    }

    private(set) var content = Content.value(.null)

    func put(_ value: JSONValue) { content = .value(value) }

    /// Makes it an array unless it is one.
    func becomeArray() {
      if case .array = content {} else { content = .array([]) }
    }

    /// Makes it an object unless it is one.
    func becomeObject() {
      if case .object = content {} else { content = .object([:]) }
    }

    /// An array is taken out while it grows, for it is copied where it has another owner.
    func append(_ child: Node) {
      guard case .array(var nodes) = content else { return }
      content = .value(.null)
      nodes.append(child)
      content = .array(nodes)
    }

    /// Likewise.
    func insert(_ child: Node, for key: String) {
      guard case .object(var members) = content else { return }
      content = .value(.null)
      members[key] = child
      content = .object(members)
    }

    var value: JSONValue {
      switch content {
      case .value(let value): return value
      case .array(let nodes): return .array(nodes.map(\.value))
      case .object(let members): return .object(members.mapValues(\.value))
      }
    }
  }

  let node: Node
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(_ node: Node = Node(), path: [any CodingKey] = []) {
    self.node = node
    codingPath = path
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.becomeObject()
    return KeyedEncodingContainer(KeyedContainer(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.becomeArray()
    return UnkeyedContainer(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleContainer(node: node, codingPath: codingPath)
  }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: JSONValueEncoder.Node
  let codingPath: [any CodingKey]

  private func encoder(_ key: any CodingKey) -> JSONValueEncoder {
    let child = JSONValueEncoder.Node()
    node.insert(child, for: snakeCase(key.stringValue))
    return JSONValueEncoder(child, path: codingPath + [key])
  }

  func encodeNil(forKey key: Key) { _ = encoder(key) }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    try encoder(key).encode(value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { encoder(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder(SuperKey()) }
  func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
  let node: JSONValueEncoder.Node
  let codingPath: [any CodingKey]

  var count: Int {
    if case .array(let nodes) = node.content { nodes.count } else { 0 }
  }

  private func encoder() -> JSONValueEncoder {
    let child = JSONValueEncoder.Node()
    node.append(child)
    return JSONValueEncoder(child, path: codingPath)
  }

  func encodeNil() { _ = encoder() }
  func encode(_ value: some Encodable) throws { try encoder().encode(value) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> { encoder().container(keyedBy: type) }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder().unkeyedContainer() }
  func superEncoder() -> any Encoder { encoder() }
}

private struct SingleContainer: SingleValueEncodingContainer {
  let node: JSONValueEncoder.Node
  let codingPath: [any CodingKey]

  private func put(_ value: JSONValue) { node.put(value) }

  func encodeNil() { put(.null) }
  func encode(_ value: Bool) { put(.boolean(value)) }
  func encode(_ value: String) { put(.string(value)) }
  func encode(_ value: Double) { put(.number(JSONNumber(value))) }
  func encode(_ value: Float) { put(.number(JSONNumber(value))) }
  func encode(_ value: Int) { put(.number(JSONNumber(value))) }
  func encode(_ value: Int8) { put(.number(JSONNumber(value))) }
  func encode(_ value: Int16) { put(.number(JSONNumber(value))) }
  func encode(_ value: Int32) { put(.number(JSONNumber(value))) }
  func encode(_ value: Int64) { put(.number(JSONNumber(value))) }
  func encode(_ value: UInt) { put(.number(JSONNumber(value))) }
  func encode(_ value: UInt8) { put(.number(JSONNumber(value))) }
  func encode(_ value: UInt16) { put(.number(JSONNumber(value))) }
  func encode(_ value: UInt32) { put(.number(JSONNumber(value))) }
  func encode(_ value: UInt64) { put(.number(JSONNumber(value))) }

  func encode(_ value: some Encodable) throws {
    try JSONValueEncoder(node, path: codingPath).encode(value)
  }
}

extension JSONValueEncoder {
  /// The types of the standard library encode themselves into a single value.
  fileprivate func encode(_ value: some Encodable) throws { try value.encode(to: self) }
}

private struct SuperKey: CodingKey {
  let stringValue = "super"
  let intValue: Int? = nil

  init() {}
  init?(stringValue: String) { nil }
  init?(intValue: Int) { nil }
}

/// A name in camel case as one in snake case, `areaUnderROC` as `area_under_roc`; other text as it is.
private func snakeCase(_ name: String) -> String {
  guard name.allSatisfy({ $0.isLetter || $0.isNumber }) else { return name }
  let characters = Array(name)
  var result = ""
  for (index, character) in characters.enumerated() {
    let isStart =
      character.isUppercase && index > 0
      && (!characters[index - 1].isUppercase
        || (index + 1 < characters.count && characters[index + 1].isLowercase))
    result += (isStart ? "_" : "") + character.lowercased()
  }
  return result
}
