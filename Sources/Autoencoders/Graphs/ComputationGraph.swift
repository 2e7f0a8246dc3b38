package import FileFormats

/// A graph of operators that is ready to run, what depends on constants alone being computed already.
package struct ComputationGraph: Sendable {
  /// What is put in.
  package let inputs: [ONNXValue]
  /// Names of what comes out.
  package let outputs: [String]

  private let operatorSet: Int
  private let nodes: [ONNXNode]
  private let constants: [String: ONNXTensor]
  private let greatestConstant: Int
  /// Names of tensors that no later node reads, by the place of the last node that does.
  private let lastReads: [[String]]

  /// Prepares `model` for some of its outputs; operators that serve others alone are left out, a sample of a
  /// posterior for one.
  ///
  /// - Parameters:
  ///   - model: the graph as it was read.
  ///   - outputs: names of what is wanted; all that the graph gives when nil.
  /// - Throws: `GraphError` where an operator is not known, or where constants do not fit it.
  package init(_ model: ONNXModel, outputs: [String]? = nil) throws(GraphError) {
    let graph = model.graph
    let wanted = outputs ?? graph.outputs.map(\.name)
    let nodes = graph.neededNodes(for: wanted)
    let engine = Engine()
    var constants = graph.constants
    // What constants alone give is made of them.
    let limit = max(graph.constants.values.map(\.count).max() ?? 0, OperatorCall.greatestRow)
    var left: [ONNXNode] = []
    for node in nodes {
      let operation = try Self.operation(of: node)
      guard node.inputs.allSatisfy({ $0.isEmpty || constants[$0] != nil }) else {
        left.append(node)
        continue
      }
      let call = OperatorCall(
        node, constants, operatorSet: model.operatorSet, limit: limit, engine)
      for (name, tensor) in zip(node.outputs, try operation(call)) { constants[name] = tensor }
    }
    let read = Set(left.flatMap(\.inputs) + wanted)
    operatorSet = model.operatorSet
    self.nodes = left
    self.constants = constants.filter { read.contains($0.key) }
    greatestConstant = self.constants.values.map(\.count).max() ?? 0
    self.outputs = wanted
    inputs = graph.inputs.filter { read.contains($0.name) }
    lastReads = Self.lastReads(left, keeping: Set(wanted))
  }

  private static func operation(of node: ONNXNode) throws(GraphError) -> GraphOperator {
    let isRandom =
      node.type.hasPrefix("Random") || ["Bernoulli", "Multinomial"].contains(node.type)
    if isRandom { throw .random(node.type, node: node.place) }
    guard ["", "ai.onnx"].contains(node.domain), let known = GraphOperators.all[node.type] else {
      throw .unsupportedOperator(
        node.domain.isEmpty ? node.type : "\(node.domain).\(node.type)", node: node.place)
    }
    return known
  }

  private static func lastReads(_ nodes: [ONNXNode], keeping kept: Set<String>) -> [[String]] {
    var last: [String: Int] = [:]
    for (place, node) in nodes.enumerated() {
      for name in node.inputs + node.outputs { last[name] = place }
    }
    var reads = [[String]](repeating: [], count: nodes.count)
    for (name, place) in last where !kept.contains(name) { reads[place].append(name) }
    return reads
  }

  /// The outputs, given the inputs by their names.
  ///
  /// - Throws: `GraphError` where shapes do not fit.
  package func run(
    _ inputs: [String: ONNXTensor], on engine: Engine
  ) throws(GraphError) -> [ONNXTensor] {
    var tensors = constants.merging(inputs) { $1 }
    let rows = max(inputs.values.compactMap(\.shape.first).max() ?? 1, 1)
    let few = OperatorCall.greatestCount / OperatorCall.greatestRow
    let limit = max(min(rows, few) * OperatorCall.greatestRow, greatestConstant)
    for (place, node) in nodes.enumerated() {
      let call = OperatorCall(node, tensors, operatorSet: operatorSet, limit: limit, engine)
      let results = try Self.operation(of: node)(call)
      for (name, tensor) in zip(node.outputs, results) { tensors[name] = tensor }
      for name in lastReads[place] { tensors[name] = nil }
    }
    var outputs: [ONNXTensor] = []
    for name in self.outputs {
      guard let tensor = tensors[name] else {
        throw .missingTensor(name, node: "the graph's output")
      }
      outputs.append(tensor)
    }
    return outputs
  }
}

extension ONNXNode {
  /// What a person finds the node by.
  var place: String { name.isEmpty ? outputs.first ?? "" : name }
}
