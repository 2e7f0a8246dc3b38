import FileFormats
import Testing

struct SafeTensorsTests {
  static func file(_ header: String, data: Int) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + Array(header.utf8)
      + (0..<data).map { UInt8(truncatingIfNeeded: $0) }
  }

  @Test func comesBack() throws {
    let tensors = SafeTensors(
      tensors: [
        "b": SafeTensors.Tensor([1, -2.5, 3e-30], shape: [3]),
        "a": SafeTensors.Tensor([7], shape: []),
        "empty": SafeTensors.Tensor([], shape: [0, 4]),
        "bytes": SafeTensors.Tensor(element: "U8", shape: [3], bytes: [1, 2, 3]),
      ], metadata: ["k": "quote \" backslash \\ newline \n bell \u{7}"])
    #expect(try SafeTensors(parsing: tensors.fileBytes()) == tensors)
    #expect(try SafeTensors(parsing: tensors.fileBytes()).tensors["b"]?.floats == [1, -2.5, 3e-30])
  }

  /// `safetensors.numpy.save({"b": np.zeros(1, "f4"), "a": np.ones(1, "u1")}, {"k": "v"})` of the Python
  /// package 0.8.0 orders widest first and pads with spaces to a multiple of eight.
  @Test func ordersAndPadsAsTheReferenceDoes() {
    let tensors = SafeTensors(
      tensors: [
        "b": SafeTensors.Tensor([0], shape: [1]),
        "a": SafeTensors.Tensor(element: "U8", shape: [1], bytes: [1]),
      ], metadata: ["k": "v"])
    let bytes = tensors.fileBytes()
    let header =
      #"{"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
      + #""a":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    #expect(bytes == Self.file(padded, data: 0) + [0, 0, 0, 0, 1])
  }

  @Test func readsTensorsInAnyOrder() throws {
    let header =
      #"{"x":{"dtype":"U8","shape":[1],"data_offsets":[2,3]},"#
      + #""y":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}   "#
    let tensors = try SafeTensors(parsing: Self.file(header, data: 3)).tensors
    #expect(tensors["x"]?.bytes == [2])
    #expect(tensors["y"]?.bytes == [0, 1])
  }

  @Test(arguments: [
    ([1, 2, 3], SafeTensorsError.headerLength(nil, fileSize: 3)),
    ([255, 255, 255, 255, 255, 255, 255, 127], .headerLength(UInt64(Int64.max), fileSize: 8)),
    (file("nope", data: 0), .malformedHeader),
    (file(" {}", data: 0), .malformedHeader),
    (file("{}x", data: 0), .malformedHeader),
    (file(#"{"__metadata__":{"a":1}}"#, data: 0), .malformedHeader),
    (
      file(
        #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#,
        data: 1), .duplicateKey("a")
    ),
    (
      file(#"{"a":{"dtype":"U9","shape":[1],"data_offsets":[0,1]}}"#, data: 1),
      .unknownElement("U9", tensor: "a")
    ),
    (
      file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, data: 4),
      .wrongSize(tensor: "a", expected: 8, found: 4)
    ),
    // 2³² x 2³² elements are 0 in 64 bits.
    (
      file(
        #"{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#, data: 0),
      .dimensionsTooLarge(tensor: "a", [4_294_967_296, 4_294_967_296])
    ),
    (
      file(#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}"#, data: 2),
      .notContiguous(tensor: "a")
    ),
    (
      file(#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#, data: 2),
      .notContiguous(tensor: nil)
    ),
    (
      file(#"{"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}"#, data: 2),
      .notContiguous(tensor: "a")
    ),
    (file(#"{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}"#, data: 1), .malformedHeader),
  ])
  func refuses(bytes: [UInt8], error: SafeTensorsError) {
    #expect(throws: error) { try SafeTensors(parsing: bytes) }
  }
}
