internal import FileFormats

/// Features on their way through a graph.
struct GraphFeatures {
  /// The tensor that holds them.
  let tensor: String
  let shape: FeatureShape
  let form: FeatureForm
}

/// A graph in the making: operators one after another, and the constants that they read.
struct ONNXGraphWriter {
  private var nodes: [ONNXNode] = []
  private var constants: [String: ONNXTensor] = [:]
  private let parameters: [String: ONNXTensor]
  /// Skip connections carry what they began with; else they carry nothing.
  var carriesSkips = true
  /// The tensors of skip connections that wait for their ends.
  var openSkips: [String] = []

  /// - Parameter snapshot: whose parameters the operators read.
  init(_ snapshot: ModelSnapshot) {
    let entries = snapshot.configuration.layout.parameters.map { parameter in
      (
        parameter.name,
        ONNXTensor(
          shape: parameter.shape, .floats(Array(snapshot.parameters[parameter.range])))
      )
    }
    parameters = Dictionary(uniqueKeysWithValues: entries)
  }

  /// The graph, without operators that no output needs.
  func graph(_ name: String, from input: ONNXValue, to outputs: [ONNXValue]) -> ONNXGraph {
    var graph = ONNXGraph(
      name: name, nodes: nodes, constants: constants, inputs: [input], outputs: outputs)
    graph.nodes = graph.neededNodes(for: outputs.map(\.name))
    let read = Set(graph.nodes.flatMap(\.inputs))
    graph.constants = constants.filter { read.contains($0.key) }
    return graph
  }

  // MARK: Operators and constants

  /// Appends an operator.
  ///
  /// - Parameter name: of the tensor that it gives; one that tells the operator when nil.
  /// - Returns: the tensor that it gives.
  mutating func add(
    _ type: String, _ inputs: String..., attributes: [String: ONNXAttribute] = [:],
    as name: String? = nil
  ) -> String {
    let output = name ?? "\(type.lowercased())_\(nodes.count)"
    nodes.append(
      ONNXNode(type, name: output, inputs: inputs, outputs: [output], attributes: attributes))
    return output
  }

  /// The tensor of a parameter of the model.
  mutating func parameter(_ name: String) -> String {
    guard let tensor = parameters[name] else {
      preconditionFailure("the model has no parameter \(name)")
    }
    constants[name] = tensor
    return name
  }

  /// A constant of integers, as sizes are.
  mutating func constant(_ integers: [Int]) -> String {
    constant(ONNXTensor(shape: [integers.count], .integers(integers.map(Int64.init))))
  }

  /// A constant of numbers.
  mutating func constant(_ numbers: [Float]) -> String {
    constant(ONNXTensor(shape: [numbers.count], .floats(numbers)))
  }

  /// A number.
  mutating func constant(_ number: Float) -> String {
    constant(ONNXTensor(shape: [], .floats([number])))
  }

  private mutating func constant(_ tensor: ONNXTensor) -> String {
    if let known = constants.first(where: { $0.value == tensor && parameters[$0.key] == nil }) {
      return known.key
    }
    let name = "constant_\(constants.count)"
    constants[name] = tensor
    return name
  }

  // MARK: Forms

  /// The tensor of features as vectors, in the order of this library's memory: channels last.
  mutating func vectors(_ features: GraphFeatures) -> String {
    guard features.form == .images else { return features.tensor }
    let ordered =
      features.shape.isSameChannelsFirst
      ? features.tensor
      : add("Transpose", features.tensor, attributes: ["perm": .integers([0, 2, 3, 1])])
    return add("Flatten", ordered, attributes: ["axis": .integer(1)])
  }

  /// The tensor of features as images; of vectors each is an image of one pixel.
  mutating func images(_ features: GraphFeatures) -> String {
    guard features.form == .vectors else { return features.tensor }
    return reshape(features.tensor, to: FeatureForm.images.dimensions(of: features.shape))
  }

  /// The tensor of features that make up an image of `shape`, whatever they are laid out as.
  mutating func images(_ features: GraphFeatures, of shape: FeatureShape) -> String {
    if features.form == .images, features.shape == shape { return features.tensor }
    let vectors = vectors(features)
    guard !shape.isSameChannelsFirst else {
      return reshape(vectors, to: FeatureForm.images.dimensions(of: shape))
    }
    let images = reshape(vectors, to: [shape.height, shape.width, shape.channels])
    return add("Transpose", images, attributes: ["perm": .integers([0, 3, 1, 2])])
  }

  /// The tensor in other dimensions, that of the batch kept.
  mutating func reshape(_ tensor: String, to dimensions: [Int]) -> String {
    let sizes = constant([0] + dimensions)
    return add("Reshape", tensor, sizes)
  }
}
