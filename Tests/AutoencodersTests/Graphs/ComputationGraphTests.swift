import FileFormats
import Testing

@testable import Autoencoders

/// Graphs of other programs against onnxruntime.
struct ComputationGraphTests {
  private static let pytorch = [
    "dense-encoder", "dense-decoder", "conv-encoder", "conv-decoder", "softplus-head",
    "resize-nearest", "resize-linear", "wide-decoder", "color-encoder", "color-decoder",
  ].flatMap { ["\($0)-dynamo", "\($0)-legacy"] }
  private static let others = ["keras-encoder", "keras-decoder", "tensorflow-decoder"]

  @Test(arguments: pytorch + others)
  func isEqualToItsOwner(name: String) throws {
    let graph = try ComputationGraph(ForeignFixtures.onnx(name))
    let arrays = try ForeignFixtures.arrays(name)
    var inputs: [String: ONNXTensor] = [:]
    for input in graph.inputs {
      let array = try #require(arrays[input.name])
      inputs[input.name] = ONNXTensor(array.shape, try #require(array.floats))
    }
    let results = try graph.run(inputs, on: Engine())
    #expect(!results.isEmpty)
    for (output, result) in zip(graph.outputs, results) {
      let expected = try #require(arrays["out.\(output)"])
      #expect(result.shape == expected.shape)
      #expect(ForeignFixtures.difference(result.floats, try #require(expected.floats)) < 1e-5)
    }
  }

  @Test func anUnknownOperatorIsNamedWithItsNode() throws {
    var model = try ForeignFixtures.onnx("dense-decoder-legacy")
    model.graph.nodes[0].type = "Einsum"
    let node = model.graph.nodes[0].place
    #expect(throws: GraphError.unsupportedOperator("Einsum", node: node)) {
      try ComputationGraph(model)
    }
  }

  @Test(arguments: ["dynamo", "legacy"])
  func whatDrawsAtRandomIsRefused(exporter: String) throws {
    let model = try ForeignFixtures.onnx("dense-whole-\(exporter)")
    let error = #expect(throws: GraphError.self) { try ComputationGraph(model) }
    guard case .random("RandomNormalLike", _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// The constants of a node, and what it would give: too many elements, or a shape beyond all bounds.
  private static let impossible: [(type: String, inputs: [ONNXTensor])] = [
    ("Tile", [ONNXTensor([1000], [Float](repeating: 0, count: 1000)), integers([1 << 11])]),
    ("Tile", [ONNXTensor([1], [0]), integers([1 << 40])]),
    ("Expand", [ONNXTensor([1], [0]), integers([1 << 11, 1 << 11])]),
    ("ConstantOfShape", [integers([1 << 21])]),
    ("ConstantOfShape", [integers([0, 1 << 40, 1 << 40])]),
    ("Range", [ONNXTensor([], [0]), ONNXTensor([], [1e7]), ONNXTensor([], [1])]),
    ("Range", [ONNXTensor([], [0]), ONNXTensor([], [1e30]), ONNXTensor([], [1])]),
  ]

  private static func integers(_ values: [Int]) -> ONNXTensor {
    ONNXTensor([values.count], integers: values)
  }

  private static func graph(_ type: String, _ inputs: [ONNXTensor]) throws -> ComputationGraph {
    let names = inputs.indices.map { "input \($0)" }
    let graph = ONNXGraph(
      nodes: [ONNXNode(type, inputs: names, outputs: ["output"])],
      constants: Dictionary(zip(names, inputs)) { $1 }, inputs: [],
      outputs: [ONNXValue(name: "output", shape: nil)])
    return try ComputationGraph(ONNXModel(producer: "", operatorSet: 17, graph: graph))
  }

  @Test(arguments: impossible.indices)
  func whatHasNoRoomIsRefused(place: Int) {
    let (type, inputs) = Self.impossible[place]
    let error = #expect(throws: GraphError.self) { try Self.graph(type, inputs) }
    switch error {
    case .tooLarge, .unsupported: break
    default: Issue.record("\(type): \(String(describing: error))")
    }
  }

  /// A range that never reaches its end, and a tensor of nothing with a shape that has no product.
  @Test func nothingIsPossible() throws {
    for (type, inputs) in [
      ("Range", [ONNXTensor([], [0]), ONNXTensor([], [-1e30]), ONNXTensor([], [1])]),
      ("Transpose", [ONNXTensor([0, 1 << 40, 1 << 40], [])]),
    ] {
      let result = try #require(try Self.graph(type, inputs).run([:], on: Engine()).first)
      #expect(result.count == 0, "\(type)")
    }
  }
}
