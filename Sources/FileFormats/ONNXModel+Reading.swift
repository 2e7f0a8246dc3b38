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
    guard let model = ProtocolBuffer(file[...]), let graph = model.message(ONNXField.Model.graph),
      let sets = model.messages(ONNXField.Model.operatorSets),
      let entries = model.messages(ONNXField.Model.metadata)
    else { throw .notONNX }
    let ours = sets.first {
      ["", "ai.onnx"].contains($0.string(ONNXField.OperatorSet.domain) ?? "")
    }
    let version = ours?.integer(ONNXField.OperatorSet.version) ?? 0
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
    self.init(
      producer: model.string(ONNXField.Model.producer) ?? "", operatorSet: known,
      metadata: entries.keysAndValues, graph: graphValue)
  }
}

/// Gives the bytes of a file beside the model's by its name.
private typealias ExternalData = (String) -> [UInt8]?

extension ONNXGraph {
  fileprivate init(
    _ graph: ProtocolBuffer, _ external: ExternalData
  ) throws(ONNXError) {
    guard let nodes = graph.messages(ONNXField.Graph.nodes),
      let tensors = graph.messages(ONNXField.Graph.constants),
      let inputs = graph.messages(ONNXField.Graph.inputs),
      let outputs = graph.messages(ONNXField.Graph.outputs)
    else { throw .notONNX }
    var constants: [String: ONNXTensor] = [:]
    for tensor in tensors {
      constants[tensor.string(ONNXField.Tensor.name) ?? ""] = try ONNXTensor(tensor, external)
    }
    var read: [ONNXNode] = []
    for node in nodes { read.append(try ONNXNode(node, external)) }
    self.init(
      name: graph.string(ONNXField.Graph.name) ?? "", nodes: read, constants: constants,
      // Files of early versions list the constants among what is put in.
      inputs: inputs.map(ONNXValue.init).filter { constants[$0.name] == nil },
      outputs: outputs.map(ONNXValue.init))
  }
}

extension ONNXNode {
  fileprivate init(
    _ node: ProtocolBuffer, _ external: ExternalData
  ) throws(ONNXError) {
    guard let attributes = node.messages(ONNXField.Node.attributes) else { throw .notONNX }
    var read: [String: ONNXAttribute] = [:]
    for attribute in attributes {
      let name = attribute.string(ONNXField.Attribute.name) ?? ""
      read[name] = try ONNXAttribute(attribute, external)
    }
    self.init(
      node.string(ONNXField.Node.type) ?? "", name: node.string(ONNXField.Node.name) ?? "",
      domain: node.string(ONNXField.Node.domain) ?? "",
      inputs: node.strings(ONNXField.Node.inputs), outputs: node.strings(ONNXField.Node.outputs),
      attributes: read)
  }
}

extension ONNXAttribute {
  fileprivate init(
    _ attribute: ProtocolBuffer, _ external: ExternalData
  ) throws(ONNXError) {
    switch attribute.integer(ONNXField.Attribute.kind).flatMap(ONNXAttributeKind.init(rawValue:)) {
    case .float: self = .float(attribute.float(ONNXField.Attribute.float) ?? 0)
    case .integer: self = .integer(attribute.integer(ONNXField.Attribute.integer) ?? 0)
    case .string: self = .string(attribute.string(ONNXField.Attribute.string) ?? "")
    case .tensor:
      guard let tensor = attribute.message(ONNXField.Attribute.tensor) else { throw .notONNX }
      self = .tensor(try ONNXTensor(tensor, external))
    case .floats:
      guard let floats = attribute.floats(ONNXField.Attribute.floats) else { throw .notONNX }
      self = .floats(floats)
    case .integers:
      guard let integers = attribute.integers(ONNXField.Attribute.integers) else { throw .notONNX }
      self = .integers(integers)
    case nil: self = .other
    }
  }
}

extension ONNXValue {
  fileprivate init(_ value: ProtocolBuffer) {
    let type = value.message(ONNXField.Value.type)?.message(ONNXField.ValueType.tensor)
    let dimensions = type?.message(ONNXField.TensorType.shape)?.messages(ONNXField.Shape.dimensions)
    self.init(
      name: value.string(ONNXField.Value.name) ?? "",
      shape: dimensions.map {
        $0.map { $0.integer(ONNXField.Dimension.length).flatMap { Int(exactly: $0) } }
      })
  }
}

extension ONNXTensor {
  fileprivate init(
    _ tensor: ProtocolBuffer, _ external: ExternalData
  ) throws(ONNXError) {
    let name = tensor.string(ONNXField.Tensor.name) ?? ""
    let number = Int(clamping: tensor.integer(ONNXField.Tensor.element) ?? 0)
    guard let type = ONNXElement(rawValue: number) else {
      throw .unsupportedElement(number, tensor: name)
    }
    guard let dimensions = tensor.integers(ONNXField.Tensor.dimensions) else { throw .notONNX }
    let shape = dimensions.map { Int(clamping: $0) }
    let isPossible = shape.allSatisfy { $0 >= 0 }
    let expected = isPossible ? checkedProduct(of: shape + [type.size]) : nil
    func check(bytes: Int) throws(ONNXError) {
      guard bytes == expected else {
        // A part of an element counts as one too many.
        throw .wrongSize(
          tensor: name, expected: expected.map { $0 / type.size },
          found: (bytes + type.size - 1) / type.size)
      }
    }
    let elements: Elements
    if let raw = try Self.raw(tensor, name, external) {
      try check(bytes: raw.count)
      elements = Self.elements(raw, type)
    } else {
      guard let typed = Self.typedElements(tensor, type) else { throw .notONNX }
      elements = typed
      try check(bytes: ONNXTensor(shape: shape, typed).count * type.size)
    }
    self.init(shape: shape, elements)
  }

  /// The elements as bytes, from this file or from one beside it; nil where they stand in fields of their type.
  private static func raw(
    _ tensor: ProtocolBuffer, _ name: String, _ external: ExternalData
  ) throws(ONNXError) -> ArraySlice<UInt8>? {
    guard tensor.integer(ONNXField.Tensor.location) == 1 else {
      return tensor.bytes(ONNXField.Tensor.raw)
    }
    let places = (tensor.messages(ONNXField.Tensor.external) ?? []).keysAndValues
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

  private static func elements(_ raw: ArraySlice<UInt8>, _ type: ONNXElement) -> Elements {
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
  private static func typedElements(_ tensor: ProtocolBuffer, _ type: ONNXElement) -> Elements? {
    switch type {
    case .float32: tensor.floats(ONNXField.Tensor.floats).map(Elements.floats)
    case .float64: tensor.doubles(ONNXField.Tensor.doubles).map { .floats($0.map { Float($0) }) }
    case .float16:
      tensor.integers(ONNXField.Tensor.int32s).map {
        .floats($0.map { Float(halfPrecision: UInt16(truncatingIfNeeded: $0)) })
      }
    case .bfloat16:
      tensor.integers(ONNXField.Tensor.int32s).map {
        .floats($0.map { Float(bitPattern: UInt32(UInt16(truncatingIfNeeded: $0)) << 16) })
      }
    case .int64: tensor.integers(ONNXField.Tensor.int64s).map(Elements.integers)
    case .uint32, .uint64: tensor.integers(ONNXField.Tensor.uint64s).map(Elements.integers)
    case .uint8, .int8, .uint16, .int16, .int32, .boolean:
      tensor.integers(ONNXField.Tensor.int32s).map(Elements.integers)
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

extension [ProtocolBuffer] {
  /// The texts of entries by their keys.
  fileprivate var keysAndValues: [String: String] {
    let entries = map {
      ($0.string(ONNXField.Entry.key) ?? "", $0.string(ONNXField.Entry.value) ?? "")
    }
    return Dictionary(entries) { $1 }
  }
}
