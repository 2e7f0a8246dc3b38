import Testing

@testable import FileFormats

struct ONNXModelReadingTests {
  /// A model of one constant of `count` elements of int64, which stand there as so many bytes.
  private static func model(count: Int64, bytes: Int) -> [UInt8] {
    var model = ProtocolBufferWriter()
    model.add(ONNXField.Model.formatVersion, Int64(8))
    model.add(ONNXField.Model.graph) { graph in
      graph.add(ONNXField.Graph.constants) { tensor in
        tensor.add(ONNXField.Tensor.dimensions, count)
        tensor.add(ONNXField.Tensor.element, Int64(ONNXElement.int64.rawValue))
        tensor.add(ONNXField.Tensor.name, "k")
        tensor.add(ONNXField.Tensor.raw, [UInt8](repeating: 1, count: bytes))
      }
    }
    model.add(ONNXField.Model.operatorSets) { set in
      set.add(ONNXField.OperatorSet.version, Int64(18))
    }
    return model.bytes
  }

  @Test(arguments: [(1, 9, 2), (2, 15, 2), (1, 7, 1), (3, 0, 0)])
  func aPartOfAnElementIsRefused(count: Int, bytes: Int, found: Int) {
    let error = ONNXError.wrongSize(tensor: "k", expected: count, found: found)
    #expect(throws: error) {
      try ONNXModel(parsing: Self.model(count: Int64(count), bytes: bytes)) { _ in nil }
    }
  }

  @Test func aWholeElementIsRead() throws {
    let model = try ONNXModel(parsing: Self.model(count: 1, bytes: 8)) { _ in nil }
    #expect(model.graph.constants["k"]?.elements == .integers([0x0101_0101_0101_0101]))
  }
}
