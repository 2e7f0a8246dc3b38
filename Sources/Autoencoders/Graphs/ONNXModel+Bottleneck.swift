package import FileFormats

extension ONNXModel {
  /// The same operators from a tensor inside the graph on: what `name` is made of is left out.
  ///
  /// - Parameters:
  ///   - name: the tensor, which becomes the only input.
  ///   - rowShape: its shape, the batch left out.
  ///   - outputs: names of what is wanted.
  package func part(from name: String, rowShape: [Int], to outputs: [String]) -> ONNXModel {
    var part = self
    part.graph.nodes.removeAll { $0.outputs.contains(name) }
    part.graph.inputs = [ONNXValue(name: name, shape: [nil] + rowShape.map { $0 })]
    part.graph.outputs = outputs.map { ONNXValue(name: $0, shape: nil) }
    return part
  }

  /// The same operators up to tensors inside the graph.
  package func part(to outputs: [String]) -> ONNXModel {
    var part = self
    part.graph.outputs = outputs.map { ONNXValue(name: $0, shape: nil) }
    return part
  }
}

extension ONNXGraph {
  /// Tensors that all that leads from the inputs to `output` passes through, in order: an autoencoder's code is
  /// the shortest of them.
  ///
  /// What is asked of a tensor's shape alone is no way around: it depends on the number of rows.
  package func bottlenecks(to output: String) -> [String] {
    var open = Set(inputs.map(\.name))
    var lastReads: [String: Int] = [:]
    let needed = neededNodes(for: [output])
    for (place, node) in needed.enumerated() where node.type != "Shape" {
      for name in node.inputs { lastReads[name] = place }
    }
    var found: [String] = []
    for (place, node) in needed.enumerated() where node.type != "Shape" {
      guard node.inputs.contains(where: open.contains) else { continue }
      open.formUnion(node.outputs.filter { lastReads[$0] != nil })
      open = open.filter { lastReads[$0, default: -1] > place }
      if open.count == 1, let name = open.first, node.outputs.contains(name) { found.append(name) }
    }
    return found
  }

  /// The nodes that tensors called `outputs` depend on.
  func neededNodes(for outputs: [String]) -> [ONNXNode] {
    var needed = Set(outputs)
    var kept: [ONNXNode] = []
    for node in nodes.reversed() where node.outputs.contains(where: needed.contains) {
      kept.append(node)
      needed.formUnion(node.inputs)
    }
    return kept.reversed()
  }

  /// The place of the node that makes the numbers of `output`; those that change its shape alone are passed over.
  func numbersNode(of output: String) -> Int? {
    guard let place = nodes.firstIndex(where: { $0.outputs.contains(output) }) else { return nil }
    let shapesAlone = [
      "Reshape", "Flatten", "Identity", "Unsqueeze", "Squeeze", "Transpose", "Cast",
    ]
    guard shapesAlone.contains(nodes[place].type), let input = nodes[place].inputs.first else {
      return place
    }
    return numbersNode(of: input)
  }
}
