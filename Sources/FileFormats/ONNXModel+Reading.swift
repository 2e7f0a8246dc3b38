// Field numbers are those of onnx/onnx, onnx/onnx.proto.

extension ONNXModel {
  /// The oldest and the newest set of operators whose meaning is known here.
  public static let operatorSets = 7...25

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - file: the bytes.
  ///   - external: the bytes of a file beside it, which large tensors are kept in; nil where there is no such file.
  /// - Throws: `ONNXError`.
  public init(
    parsing file: [UInt8], external: (String) -> [UInt8]? = { _ in nil }
  ) throws(ONNXError) {
    guard let model = ProtocolBuffer(file[...]), let graph = model.message(7),
      let sets = model.messages(8)
    else { throw .notONNX }
    let ours = sets.first { ["", "ai.onnx"].contains($0.string(1) ?? "") }
    let version = ours?.integer(2) ?? 0
    guard let known = Int(exactly: version), Self.operatorSets.contains(known) else {
      throw .unsupportedOperatorSet(Int(clamping: version))
    }
    var files: [String: [UInt8]] = [:]
    let graphValue = try ONNXGraph(graph) { location in
      if let bytes = files[location] { return bytes }
      let bytes = external(location)
      files[location] = bytes
      return bytes
    }
    self.init(producer: model.string(2) ?? "", operatorSet: known, graph: graphValue)
  }
}

/// Gives the bytes of a file beside the model's by its name.
private typealias ExternalData = (String) -> [UInt8]?

extension ONNXGraph {
  fileprivate init(
    _ graph: ProtocolBuffer, _ external: ExternalData
  ) throws(ONNXError) {
    guard let nodes = graph.messages(1), let tensors = graph.messages(5),
      let inputs = graph.messages(11), let outputs = graph.messages(12)
    else { throw .notONNX }
    var constants: [String: ONNXTensor] = [:]
    for tensor in tensors {
      constants[tensor.string(8) ?? ""] = try ONNXTensor(tensor, external)
    }
    var read: [ONNXNode] = []
    for node in nodes { read.append(try ONNXNode(node, external)) }
    self.init(
      nodes: read, constants: constants,
      // Files of early versions list the constants among what is put in.
      inputs: inputs.map(ONNXValue.init).filter { constants[$0.name] == nil },
      outputs: outputs.map(ONNXValue.init))
  }
}

extension ONNXNode {
  fileprivate init(
    _ node: ProtocolBuffer, _ external: ExternalData
  ) throws(ONNXError) {
    guard let attributes = node.messages(5) else { throw .notONNX }
    var read: [String: ONNXAttribute] = [:]
    for attribute in attributes {
      read[attribute.string(1) ?? ""] = try ONNXAttribute(attribute, external)
    }
    self.init(
      node.string(4) ?? "", name: node.string(3) ?? "", domain: node.string(7) ?? "",
      inputs: node.strings(1), outputs: node.strings(2), attributes: read)
  }
}

extension ONNXAttribute {
  fileprivate init(
    _ attribute: ProtocolBuffer, _ external: ExternalData
  ) throws(ONNXError) {
    switch attribute.integer(20) {
    case 1: self = .float(attribute.float(2) ?? 0)
    case 2: self = .integer(attribute.integer(3) ?? 0)
    case 3: self = .string(attribute.string(4) ?? "")
    case 4:
      guard let tensor = attribute.message(5) else { throw .notONNX }
      self = .tensor(try ONNXTensor(tensor, external))
    case 6:
      guard let floats = attribute.floats(7) else { throw .notONNX }
      self = .floats(floats)
    case 7:
      guard let integers = attribute.integers(8) else { throw .notONNX }
      self = .integers(integers)
    default: self = .other
    }
  }
}

extension ONNXValue {
  fileprivate init(_ value: ProtocolBuffer) {
    let dimensions = value.message(2)?.message(1)?.message(2)?.messages(1)
    self.init(
      name: value.string(1) ?? "",
      shape: dimensions.map { $0.map { $0.integer(1).flatMap { Int(exactly: $0) } } })
  }
}

extension ONNXTensor {
  /// The element types that are read, by the format's numbers for them.
  private enum ElementType: Int {
    case float32 = 1
    case uint8, int8, uint16, int16, int32, int64
    case boolean = 9
    case float16, float64, uint32, uint64
    case bfloat16 = 16

    /// Bytes of an element of `raw_data`.
    var size: Int {
      switch self {
      case .uint8, .int8, .boolean: 1
      case .uint16, .int16, .float16, .bfloat16: 2
      case .float32, .int32, .uint32: 4
      case .int64, .float64, .uint64: 8
      }
    }
  }

  fileprivate init(
    _ tensor: ProtocolBuffer, _ external: ExternalData
  ) throws(ONNXError) {
    let name = tensor.string(8) ?? ""
    let number = Int(clamping: tensor.integer(2) ?? 0)
    guard let type = ElementType(rawValue: number) else {
      throw .unsupportedElement(number, tensor: name)
    }
    guard let dimensions = tensor.integers(1) else { throw .notONNX }
    let shape = dimensions.map { Int(clamping: $0) }
    let isPossible = shape.allSatisfy { $0 >= 0 }
    let expected = isPossible ? checkedProduct(of: shape + [type.size]) : nil
    func check(_ found: Int) throws(ONNXError) {
      guard let expected, found * type.size == expected else {
        throw .wrongSize(tensor: name, expected: expected.map { $0 / type.size }, found: found)
      }
    }
    let elements: Elements
    if let raw = try Self.raw(tensor, name, external) {
      try check(raw.count / type.size)
      elements = Self.elements(raw, type)
    } else {
      guard let typed = Self.typedElements(tensor, type) else { throw .notONNX }
      elements = typed
      try check(ONNXTensor(shape: shape, typed).count)
    }
    self.init(shape: shape, elements)
  }

  /// The elements as bytes, from this file or from one beside it; nil where they stand in fields of their type.
  private static func raw(
    _ tensor: ProtocolBuffer, _ name: String, _ external: ExternalData
  ) throws(ONNXError) -> ArraySlice<UInt8>? {
    guard tensor.integer(14) == 1 else { return tensor.bytes(9) }
    let entries = (tensor.messages(13) ?? []).map { ($0.string(1) ?? "", $0.string(2) ?? "") }
    let places = Dictionary(entries) { $1 }
    let location = places["location"] ?? ""
    let isBeside =
      !location.isEmpty && !location.hasPrefix("/")
      && !location.split(separator: "/").contains("..")
    guard isBeside, let bytes = external(location),
      let offset = Int(places["offset"] ?? "0"), (0...bytes.count).contains(offset),
      let length = Int(places["length"] ?? "\(bytes.count - offset)"),
      (0...(bytes.count - offset)).contains(length)
    else { throw .externalData(tensor: name, location: location) }
    return bytes[offset..<(offset + length)]
  }

  private static func elements(_ raw: ArraySlice<UInt8>, _ type: ElementType) -> Elements {
    func integers<Value: FixedWidthInteger>(_: Value.Type) -> Elements {
      .integers(littleEndian(raw, Value.self).map { Int64(truncatingIfNeeded: $0) })
    }
    return switch type {
    case .float32: .floats(FileFormats.floats(fromLittleEndian: raw))
    case .float64:
      .floats(littleEndian(raw, UInt64.self).map { Float(Double(bitPattern: $0)) })
    case .float16: .floats(littleEndian(raw, UInt16.self).map { Float(halfPrecision: $0) })
    case .bfloat16:
      .floats(littleEndian(raw, UInt16.self).map { Float(bitPattern: UInt32($0) << 16) })
    case .int8: integers(Int8.self)
    case .uint8, .boolean: integers(UInt8.self)
    case .int16: integers(Int16.self)
    case .uint16: integers(UInt16.self)
    case .int32: integers(Int32.self)
    case .uint32: integers(UInt32.self)
    case .int64: integers(Int64.self)
    case .uint64: integers(UInt64.self)
    }
  }

  /// The elements from the fields that are there for their type.
  private static func typedElements(_ tensor: ProtocolBuffer, _ type: ElementType) -> Elements? {
    switch type {
    case .float32: tensor.floats(4).map(Elements.floats)
    case .float64: tensor.doubles(10).map { .floats($0.map { Float($0) }) }
    case .float16:
      tensor.integers(5).map {
        .floats($0.map { Float(halfPrecision: UInt16(truncatingIfNeeded: $0)) })
      }
    case .bfloat16:
      tensor.integers(5).map {
        .floats($0.map { Float(bitPattern: UInt32(UInt16(truncatingIfNeeded: $0)) << 16) })
      }
    case .int64: tensor.integers(7).map(Elements.integers)
    case .uint32, .uint64: tensor.integers(11).map(Elements.integers)
    case .uint8, .int8, .uint16, .int16, .int32, .boolean:
      tensor.integers(5).map(Elements.integers)
    }
  }

  private static func littleEndian<Value: FixedWidthInteger>(
    _ raw: ArraySlice<UInt8>, _: Value.Type
  ) -> [Value] {
    let size = Value.bitWidth / 8
    return stride(from: raw.startIndex, to: raw.endIndex, by: size).map { start in
      raw[start..<(start + size)].reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
    }
  }
}
