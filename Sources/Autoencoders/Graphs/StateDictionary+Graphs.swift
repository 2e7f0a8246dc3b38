internal import FileFormats

extension StateDictionary {
  /// The graphs of encoder and decoder, in the operators of ONNX.
  ///
  /// - Parameters:
  ///   - file: the name of the file they came from.
  ///   - given: the function after each layer; two mean that after hidden layers and that after the last.
  ///     Nil for rectified hidden layers and a sigmoid at the end.
  /// - Throws: `StateDictionaryError`.
  package func parts(
    of file: String, layers given: [AssumedLayers.Function]?
  ) throws(StateDictionaryError)
    -> (encoder: ForeignPart?, decoder: ForeignPart, layers: AssumedLayers)
  {
    let modules = try modules()
    let names = modules.encoder + modules.decoder
    let functions = try Self.functions(given, for: modules)
    let layers = zip(names, functions).map { AssumedLayers.Layer(module: $0, function: $1) }
    let code = modules.encoder.count
    return (
      modules.encoder.isEmpty
        ? nil : ForeignPart(file: file, graph(Array(layers[..<code]), heads: modules.heads)),
      ForeignPart(file: file, graph(Array(layers[code...]))),
      AssumedLayers(functions: layers, areGuessed: given == nil)
    )
  }

  /// The function after each layer of encoder and decoder. An encoder without heads ends in the code, which goes
  /// through none unless each was given.
  private static func functions(
    _ given: [AssumedLayers.Function]?, for modules: Modules
  ) throws(StateDictionaryError) -> [AssumedLayers.Function] {
    let count = modules.encoder.count + modules.decoder.count
    let given = given ?? [.relu, .sigmoid]
    if given.count == count { return given }
    guard given.count == 2 else { throw .activationCount(given: given.count, layers: count) }
    var functions = [AssumedLayers.Function](repeating: given[0], count: count)
    functions[count - 1] = given[1]
    if modules.heads.isEmpty, !modules.encoder.isEmpty {
      functions[modules.encoder.count - 1] = .identity
    }
    return functions
  }

  private func graph(_ layers: [AssumedLayers.Layer], heads: [String] = []) -> ONNXModel {
    var graph = ONNXGraph(nodes: [], constants: [:], inputs: [], outputs: [])
    var tensor = "input"
    if let first = layers.first.flatMap({ linears[$0.module] }) {
      graph.inputs = [ONNXValue(name: tensor, shape: [nil, first.inputs])]
    }
    for layer in layers {
      tensor = add(layer.module, reading: tensor, to: &graph)
      for type in layer.function.operators {
        let output = "\(tensor).\(type)"
        graph.nodes.append(ONNXNode(type, inputs: [tensor], outputs: [output]))
        tensor = output
      }
      if layer.function == .silu {
        let output = "\(layer.module).silu"
        let input = "\(layer.module).output"
        graph.nodes.append(ONNXNode("Mul", inputs: [input, tensor], outputs: [output]))
        tensor = output
      }
    }
    let outputs = heads.isEmpty ? [tensor] : heads.map { add($0, reading: tensor, to: &graph) }
    graph.outputs = outputs.map { ONNXValue(name: $0, shape: nil) }
    return ONNXModel(producer: "PyTorch", operatorSet: 20, graph: graph)
  }

  /// Adds a dense layer, and gives the name of its output.
  private func add(
    _ module: String, reading input: String, to graph: inout ONNXGraph
  ) -> String {
    guard let linear = linears[module] else { return input }
    let (weight, bias, output) = ("\(module).weight", "\(module).bias", "\(module).output")
    graph.constants[weight] = ONNXTensor([linear.outputs, linear.inputs], linear.weight)
    graph.constants[bias] = ONNXTensor([linear.outputs], linear.bias)
    graph.nodes.append(
      ONNXNode(
        "Gemm", name: module, inputs: [input, weight, bias], outputs: [output],
        attributes: ["transB": .integer(1)]))
    return output
  }
}

extension AssumedLayers.Function {
  /// The operators one after the other; what they give is multiplied by what they read for ``silu``.
  fileprivate var operators: [String] {
    switch self {
    case .relu: ["Relu"]
    case .leakyrelu: ["LeakyRelu"]
    case .elu: ["Elu"]
    case .gelu: ["Gelu"]
    case .silu, .sigmoid: ["Sigmoid"]
    case .tanh: ["Tanh"]
    case .softplus: ["Softplus"]
    case .identity: []
    }
  }
}
