import Testing

@testable import FileFormats

struct ONNXModelWritingTests {
  static let model = ONNXModel(
    producer: "latentwalk", operatorSet: 18, metadata: ["a": "b"],
    graph: ONNXGraph(
      name: "g",
      nodes: [
        ONNXNode(
          "Gemm", name: "first", inputs: ["z", "w", ""], outputs: ["y"],
          attributes: ["transB": .integer(1), "alpha": .float(0.5)]),
        ONNXNode(
          "Resize", inputs: ["y", "", "s"], outputs: ["image"],
          attributes: ["mode": .string("nearest"), "axes": .integers([0, 1])]),
      ],
      constants: [
        "w": ONNXTensor(shape: [2, 1], .floats([1, -2])),
        "s": ONNXTensor(shape: [2], .integers([1, -1])),
      ],
      inputs: [ONNXValue(name: "z", shape: [nil, 1])],
      outputs: [ONNXValue(name: "image", shape: [nil, 2])]))

  /// The same model by onnx 1.23.2: `helper.make_model(helper.make_graph(…), producer_name="latentwalk",
  /// ir_version=8, opset_imports=[helper.make_opsetid("", 18)])` with `set_model_props(model, {"a": "b"})`, serialized
  /// with `deterministic=True`; the batch is `dim_param` "batch", constants are of `make_tensor(…, raw=True)`.
  static let written = ZipTests.bytes(
    """
    0808120a6c6174656e7477616c6b3ae1010a380a017a0a01770a001201791a056669727374220447656d6d2a\
    0f0a05616c706861150000003fa001012a0d0a067472616e73421801a001020a3a0a01790a000a0173120569\
    6d6167652206526573697a652a0d0a046178657340004001a001072a120a046d6f646522076e656172657374\
    a001031201672a19080210074201734a100100000000000000ffffffffffffffff2a13080208011001420177\
    4a080000803f000000c05a180a017a12130a110801120d0a07120562617463680a020801621c0a05696d6167\
    6512130a110801120d0a07120562617463680a02080242040a00101272060a0161120162
    """)

  @Test func writesTheBytesOfTheFormatsOwnLibrary() {
    #expect(Self.model.fileBytes() == Self.written)
  }

  @Test func readsWhatItWrites() throws {
    #expect(try ONNXModel(parsing: Self.model.fileBytes()) == Self.model)
    var other = Self.model
    other.graph.nodes[0].domain = "d"
    other.graph.nodes[0].attributes = [
      "tensor": .tensor(ONNXTensor(shape: [], .floats([0.25]))), "floats": .floats([1, -0.5]),
    ]
    other.graph.outputs[0].shape = [nil, nil, 3]
    #expect(try ONNXModel(parsing: other.fileBytes()) == other)
  }
}
