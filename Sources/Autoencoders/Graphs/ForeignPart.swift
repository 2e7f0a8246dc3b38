package import FileFormats

/// A graph, and the file that it came from.
public struct ForeignPart: Sendable {
  /// The file's name.
  public let file: String
  /// The graph.
  package var model: ONNXModel

  /// A graph from a file.
  package init(file: String, _ model: ONNXModel) {
    self.file = file
    self.model = model
  }

  /// Names of what it gives.
  var outputs: [String] { model.graph.outputs.map(\.name) }

  func graph(
    _ outputs: [String], rowShape: [Int]? = nil, as role: ModelGraph.Role
  ) throws(ForeignModelError) -> ModelGraph {
    do {
      return try ModelGraph(name: file, model, outputs: outputs, rowShape: rowShape, as: role)
    } catch { throw .graph(file: file, error) }
  }
}

extension ForeignPart {
  /// The shape of what it reads for one row; nil where the file leaves it open.
  var statedInput: [Int]? {
    guard let shape = model.graph.inputs.first?.shape?.dropFirst() else { return nil }
    let known = shape.compactMap(\.self)
    return known.count == shape.count ? known : nil
  }

  /// The shapes for one row of tensors by their names, with an input of zeros.
  func rowShapes(
    of names: [String], input: [Int]
  ) throws(ForeignModelError) -> [String: [Int]] {
    var shapes: [String: [Int]] = [:]
    for name in names {
      // One by one: a tensor that is not reached is no hindrance to the others.
      shapes[name] = try graph([name], rowShape: input, as: .plain).outputShapes[0]
    }
    return shapes
  }

  /// The graph without the noise that a posterior's sample is drawn with: what is drawn is then its mean.
  var withoutNoise: ForeignPart {
    var part = self
    for place in model.graph.nodes.indices where model.graph.nodes[place].type == "RandomNormalLike"
    {
      // One that is like nothing is no posterior's, and is refused where the graph is prepared.
      guard let input = model.graph.nodes[place].inputs.first else { continue }
      part.model.graph.nodes[place].type = "Sub"
      part.model.graph.nodes[place].inputs = [input, input]
      part.model.graph.nodes[place].attributes = [:]
    }
    return part
  }
}
