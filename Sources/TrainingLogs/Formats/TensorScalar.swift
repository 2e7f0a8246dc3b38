internal import FileFormats

/// The number that a message TensorProto of TensorFlow holds; nil where it holds several, or no numbers.
func tensorScalar(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
  var message = WireCursor(range)
  var element = TensorElement.float
  var content: Range<Int>?
  var value: Double?
  while let (number, kind) = message.field(in: bytes) {
    switch (number, kind) {
    case (1, .integer):
      guard let known = message.integer(in: bytes).flatMap(TensorElement.init) else { return nil }
      element = known
    case (2, .bytes):
      guard let shape = message.range(in: bytes), isOfOne(bytes, shape) else { return nil }
    case (4, .bytes): content = message.range(in: bytes)
    case (5, _), (6, _), (7, _), (10, _), (11, _), (13, _), (16, _), (17, _):
      guard let one = element.value(kind, of: &message, in: bytes) else { return nil }
      value = one
    default: message.skip(kind, in: bytes)
    }
  }
  if let content, !content.isEmpty { return element.value(ofBytes: bytes, content) }
  return value
}

/// The elements of tensors that are numbers, by their numbers in TensorFlow.
private enum TensorElement: UInt64 {
  case float = 1
  case double = 2
  case int32 = 3
  case uint8 = 4
  case int16 = 5
  case int8 = 6
  case int64 = 9
  case boolean = 10
  case bfloat16 = 14
  case uint16 = 17
  case half = 19
  case uint32 = 22
  case uint64 = 23

  /// A value in a field of its own type, one by one or packed; nil where there are several.
  func value(
    _ kind: WireCursor.Kind, of message: inout WireCursor, in bytes: [UInt8]
  ) -> Double? {
    switch kind {
    case .integer: return message.integer(in: bytes).map(value(ofField:))
    case .fixed32: return message.fixed32(in: bytes).map { Double(Float(bitPattern: $0)) }
    case .fixed64: return message.fixed64(in: bytes).map(Double.init(bitPattern:))
    case .bytes:
      guard let packed = message.range(in: bytes) else { return nil }
      if self == .float || self == .double { return value(ofBytes: bytes, packed) }
      var cursor = WireCursor(packed)
      guard let bits = cursor.integer(in: bytes), cursor.position == packed.upperBound else {
        return nil
      }
      return value(ofField: bits)
    }
  }

  private func value(ofField bits: UInt64) -> Double {
    switch self {
    case .half: Double(Float(halfPrecision: UInt16(truncatingIfNeeded: bits)))
    case .bfloat16: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .uint32, .uint64: Double(bits)
    default: Double(Int64(bitPattern: bits))
    }
  }

  /// A value as its bytes, the lowest first; nil where there are not as many as one has.
  func value(ofBytes bytes: [UInt8], _ range: Range<Int>) -> Double? {
    guard range.count == size else { return nil }
    let bits = range.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
    return switch self {
    case .float: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .double: Double(bitPattern: bits)
    case .int8: Double(Int8(truncatingIfNeeded: bits))
    case .int16: Double(Int16(truncatingIfNeeded: bits))
    case .int32: Double(Int32(truncatingIfNeeded: bits))
    default: value(ofField: bits)
    }
  }

  private var size: Int {
    switch self {
    case .uint8, .int8, .boolean: 1
    case .half, .bfloat16, .int16, .uint16: 2
    case .float, .int32, .uint32: 4
    case .double, .int64, .uint64: 8
    }
  }
}

/// Whether a shape is of one element.
private func isOfOne(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  var shape = WireCursor(range)
  while let (number, kind) = shape.field(in: bytes) {
    guard number == 2, kind == .bytes, let dimension = shape.range(in: bytes) else {
      shape.skip(kind, in: bytes)
      continue
    }
    var message = WireCursor(dimension)
    var size: UInt64 = 0
    while let (number, kind) = message.field(in: bytes) {
      if number == 1, kind == .integer {
        size = message.integer(in: bytes) ?? 0
      } else {
        message.skip(kind, in: bytes)
      }
    }
    if size != 1 { return false }
  }
  return !shape.isMalformed
}
