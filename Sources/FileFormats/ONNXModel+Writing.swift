// Fields are written in the order of their numbers, as the format's own library does.

extension ONNXModel {
  /// The version of the file format that is written, which every reader of operator set 15 or later knows.
  private static let formatVersion: Int64 = 8

  /// The bytes of a file that holds the model whole, its constants included.
  ///
  /// No attribute may be ``ONNXAttribute/other``.
  public func fileBytes() -> [UInt8] {
    var model = ProtocolBufferWriter()
    model.add(ONNXField.Model.formatVersion, Self.formatVersion)
    model.add(ONNXField.Model.producer, producer)
    model.add(ONNXField.Model.graph) { graph.write(to: &$0) }
    model.add(ONNXField.Model.operatorSets) { set in
      set.add(ONNXField.OperatorSet.domain, "")
      set.add(ONNXField.OperatorSet.version, Int64(operatorSet))
    }
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
      model.add(ONNXField.Model.metadata) { entry in
        entry.add(ONNXField.Entry.key, key)
        entry.add(ONNXField.Entry.value, value)
      }
    }
    return model.bytes
  }
}

extension ONNXGraph {
  fileprivate func write(to graph: inout ProtocolBufferWriter) {
    for node in nodes { graph.add(ONNXField.Graph.nodes) { node.write(to: &$0) } }
    graph.add(ONNXField.Graph.name, name)
    for (name, tensor) in constants.sorted(by: { $0.key < $1.key }) {
      graph.add(ONNXField.Graph.constants) { tensor.write(name, to: &$0) }
    }
    for input in inputs { graph.add(ONNXField.Graph.inputs) { input.write(to: &$0) } }
    for output in outputs { graph.add(ONNXField.Graph.outputs) { output.write(to: &$0) } }
  }
}

extension ONNXNode {
  fileprivate func write(to node: inout ProtocolBufferWriter) {
    for name in inputs { node.add(ONNXField.Node.inputs, name) }
    for name in outputs { node.add(ONNXField.Node.outputs, name) }
    if !name.isEmpty { node.add(ONNXField.Node.name, name) }
    node.add(ONNXField.Node.type, type)
    for (name, attribute) in attributes.sorted(by: { $0.key < $1.key }) {
      node.add(ONNXField.Node.attributes) { attribute.write(name, to: &$0) }
    }
    if !domain.isEmpty { node.add(ONNXField.Node.domain, domain) }
  }
}

extension ONNXAttribute {
  fileprivate func write(_ name: String, to attribute: inout ProtocolBufferWriter) {
    attribute.add(ONNXField.Attribute.name, name)
    let kind: ONNXAttributeKind
    switch self {
    case .float(let value):
      attribute.add(ONNXField.Attribute.float, value)
      kind = .float
    case .integer(let value):
      attribute.add(ONNXField.Attribute.integer, value)
      kind = .integer
    case .string(let text):
      attribute.add(ONNXField.Attribute.string, text)
      kind = .string
    case .tensor(let tensor):
      attribute.add(ONNXField.Attribute.tensor) { tensor.write(nil, to: &$0) }
      kind = .tensor
    case .floats(let values):
      for value in values { attribute.add(ONNXField.Attribute.floats, value) }
      kind = .floats
    case .integers(let values):
      for value in values { attribute.add(ONNXField.Attribute.integers, value) }
      kind = .integers
    case .other: preconditionFailure("the attribute \(name) is of a kind that is not written")
    }
    attribute.add(ONNXField.Attribute.kind, kind.rawValue)
  }
}

extension ONNXValue {
  /// A tensor of floats, whose free dimensions have names: the first is the batch.
  fileprivate func write(to value: inout ProtocolBufferWriter) {
    value.add(ONNXField.Value.name, name)
    value.add(ONNXField.Value.type) { type in
      type.add(ONNXField.ValueType.tensor) { tensor in
        tensor.add(ONNXField.TensorType.element, Int64(ONNXElement.float32.rawValue))
        guard let shape else { return }
        tensor.add(ONNXField.TensorType.shape) { written in
          for (axis, length) in shape.enumerated() {
            written.add(ONNXField.Shape.dimensions) { dimension in
              if let length {
                dimension.add(ONNXField.Dimension.length, Int64(length))
              } else {
                dimension.add(ONNXField.Dimension.name, axis == 0 ? "batch" : "axis\(axis)")
              }
            }
          }
        }
      }
    }
  }
}

extension ONNXTensor {
  fileprivate func write(_ name: String?, to tensor: inout ProtocolBufferWriter) {
    for length in shape { tensor.add(ONNXField.Tensor.dimensions, Int64(length)) }
    let (element, bytes): (ONNXElement, [UInt8]) =
      switch elements {
      case .floats(let values): (.float32, littleEndianBytes(of: values))
      case .integers(let values): (.int64, values.flatMap(\.littleEndianBytes))
      }
    tensor.add(ONNXField.Tensor.element, Int64(element.rawValue))
    if let name { tensor.add(ONNXField.Tensor.name, name) }
    tensor.add(ONNXField.Tensor.raw, bytes)
  }
}
