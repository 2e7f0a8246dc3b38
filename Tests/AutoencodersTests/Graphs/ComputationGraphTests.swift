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
}
