/// A model in the Open Neural Network Exchange format (onnx/onnx, docs/IR.md): a graph of operators over
/// tensors.
public struct ONNXModel: Equatable, Sendable {
  /// The program that wrote it, as it calls itself.
  public var producer: String
  /// The version of the default set of operators that the graph is written in.
  public var operatorSet: Int
  /// What else is said of the model, by keys that programs agree on.
  public var metadata: [String: String]
  /// What is computed.
  public var graph: ONNXGraph

  /// A model.
  public init(
    producer: String, operatorSet: Int, metadata: [String: String] = [:], graph: ONNXGraph
  ) {
    self.producer = producer
    self.operatorSet = operatorSet
    self.metadata = metadata
    self.graph = graph
  }
}

/// Operators in the order in which they run, and the tensors between them by name.
public struct ONNXGraph: Equatable, Sendable {
  /// The graph's own name.
  public var name: String
  /// The operators, each after those it needs.
  public var nodes: [ONNXNode]
  /// Constant tensors by name.
  public var constants: [String: ONNXTensor]
  /// What is put in, constants not among it.
  public var inputs: [ONNXValue]
  /// What comes out.
  public var outputs: [ONNXValue]

  /// A graph.
  public init(
    name: String = "", nodes: [ONNXNode], constants: [String: ONNXTensor], inputs: [ONNXValue],
    outputs: [ONNXValue]
  ) {
    self.name = name
    self.nodes = nodes
    self.constants = constants
    self.inputs = inputs
    self.outputs = outputs
  }
}

/// An operator at its place in a graph.
public struct ONNXNode: Equatable, Sendable {
  /// The node's own name; may be empty.
  public var name: String
  /// The operator's name, as in `Gemm`.
  public var type: String
  /// The set that the operator is of; empty for the default one.
  public var domain: String
  /// Names of what it reads; an empty name is an input that is left out.
  public var inputs: [String]
  /// Names of what it gives.
  public var outputs: [String]
  /// Its settings by name.
  public var attributes: [String: ONNXAttribute]

  /// An operator at its place.
  public init(
    _ type: String, name: String = "", domain: String = "", inputs: [String], outputs: [String],
    attributes: [String: ONNXAttribute] = [:]
  ) {
    self.name = name
    self.type = type
    self.domain = domain
    self.inputs = inputs
    self.outputs = outputs
    self.attributes = attributes
  }
}

/// A setting of an operator.
public enum ONNXAttribute: Equatable, Sendable {
  /// One number.
  case float(Float)
  /// One integer.
  case integer(Int64)
  /// A text.
  case string(String)
  /// A constant.
  case tensor(ONNXTensor)
  /// Some numbers.
  case floats([Float])
  /// Some integers.
  case integers([Int64])
  /// Something else, a graph for one.
  case other
}

/// A tensor that a graph takes or gives.
public struct ONNXValue: Equatable, Sendable {
  /// Its name.
  public var name: String
  /// Its dimensions, nil where one is free, as the batch; nil where the file does not say how many there are.
  public var shape: [Int?]?

  /// A tensor by its name.
  public init(name: String, shape: [Int?]?) {
    self.name = name
    self.shape = shape
  }
}

/// The elements of a constant tensor: numbers, or integers as sizes and places are.
public struct ONNXTensor: Equatable, Sendable {
  /// The elements, row-major.
  public enum Elements: Equatable, Sendable {
    /// Numbers, of any of the format's types of floating point.
    case floats([Float])
    /// Integers of any of its widths, and booleans.
    case integers([Int64])
  }

  /// The length of each dimension; empty for a single number.
  public var shape: [Int]
  /// The elements.
  public var elements: Elements

  /// A tensor of as many elements as the product of `shape`.
  public init(shape: [Int], _ elements: Elements) {
    self.shape = shape
    self.elements = elements
  }

  /// How many elements there are.
  public var count: Int {
    switch elements {
    case .floats(let values): values.count
    case .integers(let values): values.count
    }
  }
}

/// Why bytes are no ONNX model that can be read.
public enum ONNXError: Error, Equatable {
  /// The bytes are no message of the format, or lack a graph.
  case notONNX
  /// The file was written for a set of operators that is not known.
  case unsupportedOperatorSet(Int)
  /// A tensor of elements that are no numbers, or of a type that is not known.
  case unsupportedElement(Int, tensor: String)
  /// A tensor that has not as many elements as its shape says.
  case wrongSize(tensor: String, expected: Int?, found: Int)
  /// A tensor in another file that is not beside this one, or leads out of its folder.
  case externalData(tensor: String, location: String)
}
