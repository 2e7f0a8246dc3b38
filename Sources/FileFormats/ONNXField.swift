/// The numbers of the fields that are read and written, as onnx/onnx, onnx/onnx.proto, has them.
enum ONNXField {
  enum Model {
    static let formatVersion = 1
    static let producer = 2
    static let graph = 7
    static let operatorSets = 8
    static let metadata = 14
  }

  enum OperatorSet {
    static let domain = 1
    static let version = 2
  }

  /// A text under a key.
  enum Entry {
    static let key = 1
    static let value = 2
  }

  enum Graph {
    static let nodes = 1
    static let name = 2
    static let constants = 5
    static let inputs = 11
    static let outputs = 12
  }

  enum Node {
    static let inputs = 1
    static let outputs = 2
    static let name = 3
    static let type = 4
    static let attributes = 5
    static let domain = 7
  }

  enum Attribute {
    static let name = 1
    static let float = 2
    static let integer = 3
    static let string = 4
    static let tensor = 5
    static let floats = 7
    static let integers = 8
    static let kind = 20
  }

  enum Value {
    static let name = 1
    static let type = 2
  }

  enum ValueType {
    static let tensor = 1
  }

  enum TensorType {
    static let element = 1
    static let shape = 2
  }

  enum Shape {
    static let dimensions = 1
  }

  enum Dimension {
    static let length = 1
    static let name = 2
  }

  enum Tensor {
    static let dimensions = 1
    static let element = 2
    static let floats = 4
    static let int32s = 5
    static let int64s = 7
    static let name = 8
    static let raw = 9
    static let doubles = 10
    static let uint64s = 11
    static let external = 13
    static let location = 14
  }
}

/// The kinds of attributes that are read and written, by the format's numbers for them.
enum ONNXAttributeKind: Int64 {
  case float = 1
  case integer, string, tensor
  case floats = 6
  case integers
}

/// The element types of tensors that are read, by the format's numbers for them.
enum ONNXElement: Int {
  case float32 = 1
  case uint8, int8, uint16, int16, int32, int64
  case boolean = 9
  case float16, float64, uint32, uint64
  case bfloat16 = 16

  /// Bytes of an element of `raw_data`.
  var size: Int {
    switch self {
    case .uint8, .int8, .boolean: 1
    case .uint16, .int16, .float16, .bfloat16: 2
    case .float32, .int32, .uint32: 4
    case .int64, .float64, .uint64: 8
    }
  }
}
