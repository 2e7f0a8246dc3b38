/// A message of Google's protocol buffers as its wire format has it: numbered fields whose types the reader
/// has to know (protobuf.dev, "Encoding").
struct ProtocolBuffer {
  /// A field's contents as far as the wire tells them apart.
  enum Value {
    case integer(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  private let fields: [(number: Int, value: Value)]

  /// Splits `bytes` into fields; nil where they are no message. What is nested is not looked into.
  init?(_ bytes: ArraySlice<UInt8>) {
    var fields: [(number: Int, value: Value)] = []
    var rest = bytes
    while !rest.isEmpty {
      guard let tag = rest.takeVariableInteger(), tag >> 3 > 0, tag >> 3 <= 0x1fff_ffff,
        let value = Value(type: tag & 7, &rest)
      else { return nil }
      fields.append((Int(tag >> 3), value))
    }
    self.fields = fields
  }

  /// The last value of a field, which is the one that counts.
  private func last(_ number: Int) -> Value? { fields.last { $0.number == number }?.value }

  func integer(_ number: Int) -> Int64? {
    guard case .integer(let bits)? = last(number) else { return nil }
    return Int64(bitPattern: bits)
  }

  func float(_ number: Int) -> Float? {
    guard case .fixed32(let bits)? = last(number) else { return nil }
    return Float(bitPattern: bits)
  }

  func bytes(_ number: Int) -> ArraySlice<UInt8>? {
    guard case .bytes(let bytes)? = last(number) else { return nil }
    return bytes
  }

  func string(_ number: Int) -> String? {
    bytes(number).map { String(decoding: $0, as: UTF8.self) }
  }

  /// All values of a repeated field of bytes.
  func allBytes(_ number: Int) -> [ArraySlice<UInt8>] {
    fields.compactMap { field in
      guard field.number == number, case .bytes(let bytes) = field.value else { return nil }
      return bytes
    }
  }

  /// All values of a repeated field of texts.
  func strings(_ number: Int) -> [String] {
    allBytes(number).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The message in a field; nil where there is none, or what there is is no message.
  func message(_ number: Int) -> ProtocolBuffer? { bytes(number).flatMap(ProtocolBuffer.init) }

  /// All messages of a repeated field; nil where one is none.
  func messages(_ number: Int) -> [ProtocolBuffer]? {
    let all = allBytes(number)
    let messages = all.compactMap(ProtocolBuffer.init)
    return messages.count == all.count ? messages : nil
  }

  /// All values of a repeated field of integers, packed or one by one; nil where some bytes are none.
  func integers(_ number: Int) -> [Int64]? {
    var integers: [Int64] = []
    for field in fields where field.number == number {
      switch field.value {
      case .integer(let bits): integers.append(Int64(bitPattern: bits))
      case .bytes(var packed):
        while !packed.isEmpty {
          guard let bits = packed.takeVariableInteger() else { return nil }
          integers.append(Int64(bitPattern: bits))
        }
      case .fixed32, .fixed64: return nil
      }
    }
    return integers
  }

  /// All values of a repeated field of floats, packed or one by one; nil where some bytes are none.
  func floats(_ number: Int) -> [Float]? {
    var floats: [Float] = []
    for field in fields where field.number == number {
      switch field.value {
      case .fixed32(let bits): floats.append(Float(bitPattern: bits))
      case .bytes(let packed):
        guard packed.count % 4 == 0 else { return nil }
        floats += FileFormats.floats(fromLittleEndian: packed)
      case .integer, .fixed64: return nil
      }
    }
    return floats
  }

  /// All values of a repeated field of doubles, packed or one by one; nil where some bytes are none.
  func doubles(_ number: Int) -> [Double]? {
    var doubles: [Double] = []
    for field in fields where field.number == number {
      switch field.value {
      case .fixed64(let bits): doubles.append(Double(bitPattern: bits))
      case .bytes(var packed):
        while !packed.isEmpty {
          guard let bits = packed.takeFixed(UInt64.self) else { return nil }
          doubles.append(Double(bitPattern: bits))
        }
      case .integer, .fixed32: return nil
      }
    }
    return doubles
  }
}

extension ProtocolBuffer.Value {
  /// Takes a value of the wire's type `type` from the front of `bytes`; groups, which nobody writes any more,
  /// are none.
  fileprivate init?(type: UInt64, _ bytes: inout ArraySlice<UInt8>) {
    switch type {
    case 0:
      guard let bits = bytes.takeVariableInteger() else { return nil }
      self = .integer(bits)
    case 1:
      guard let bits = bytes.takeFixed(UInt64.self) else { return nil }
      self = .fixed64(bits)
    case 2:
      guard let count = bytes.takeVariableInteger(), count <= UInt64(bytes.count) else {
        return nil
      }
      self = .bytes(bytes.prefix(Int(count)))
      bytes = bytes.dropFirst(Int(count))
    case 5:
      guard let bits = bytes.takeFixed(UInt32.self) else { return nil }
      self = .fixed32(bits)
    default: return nil
    }
  }
}

extension ArraySlice<UInt8> {
  /// Takes an integer of seven bits a byte, the lowest first.
  fileprivate mutating func takeVariableInteger() -> UInt64? {
    var value: UInt64 = 0
    for place in 0..<10 {
      guard let byte = popFirst() else { return nil }
      value |= UInt64(byte & 0x7f) << UInt64(7 * place)
      if byte < 0x80 { return place == 9 && byte > 1 ? nil : value }
    }
    return nil
  }

  fileprivate mutating func takeFixed<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
    let size = Value.bitWidth / 8
    guard count >= size else { return nil }
    defer { self = dropFirst(size) }
    return prefix(size).reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
  }
}

/// A message in the making.
struct ProtocolBufferWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int, _ value: Int64) {
    addTag(number, type: 0)
    addVariableInteger(UInt64(bitPattern: value))
  }

  mutating func add(_ number: Int, _ value: Float) {
    addTag(number, type: 5)
    bytes += value.bitPattern.littleEndianBytes
  }

  mutating func add(_ number: Int, _ value: Double) {
    addTag(number, type: 1)
    bytes += value.bitPattern.littleEndianBytes
  }

  mutating func add(_ number: Int, _ value: [UInt8]) {
    addTag(number, type: 2)
    addVariableInteger(UInt64(value.count))
    bytes += value
  }

  mutating func add(_ number: Int, _ text: String) { add(number, Array(text.utf8)) }

  /// Adds the message that `build` writes.
  mutating func add(_ number: Int, _ build: (inout ProtocolBufferWriter) -> Void) {
    var message = ProtocolBufferWriter()
    build(&message)
    add(number, message.bytes)
  }

  private mutating func addTag(_ number: Int, type: UInt64) {
    addVariableInteger(UInt64(number) << 3 | type)
  }

  private mutating func addVariableInteger(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
