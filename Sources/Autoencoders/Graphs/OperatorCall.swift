internal import FileFormats

/// An operator of a graph: from a node and what it reads to what it gives.
typealias GraphOperator = @Sendable (OperatorCall) throws(GraphError) -> [ONNXTensor]

/// A node with the tensors that it reads.
struct OperatorCall {
  let node: ONNXNode
  let operatorSet: Int
  let engine: Engine
  private let inputs: [ONNXTensor?]
  /// Elements of the largest tensor that may be computed.
  private let limit: Int

  /// Elements of the largest tensor that is computed of one row, and of several at once: a damaged file may ask for any.
  static let (greatestRow, greatestCount) = (1 << 20, 1 << 22)
  /// Multiplications of the largest product of matrices.
  private static let greatestWork = 1 << 34

  init(
    _ node: ONNXNode, _ tensors: [String: ONNXTensor], operatorSet: Int, limit: Int,
    _ engine: Engine
  ) {
    self.node = node
    self.limit = limit
    self.operatorSet = operatorSet
    self.engine = engine
    inputs = node.inputs.map { tensors[$0] }
  }

  // MARK: Inputs

  var inputCount: Int { inputs.count }

  /// The input at `index`; nil where it is left out.
  func optional(_ index: Int) throws(GraphError) -> ONNXTensor? {
    guard node.inputs.indices.contains(index), !node.inputs[index].isEmpty else { return nil }
    return try input(index)
  }

  func input(_ index: Int) throws(GraphError) -> ONNXTensor {
    guard inputs.indices.contains(index), let tensor = inputs[index] else {
      let name = node.inputs.indices.contains(index) ? node.inputs[index] : "input \(index + 1)"
      throw .missingTensor(name, node: node.place)
    }
    return tensor
  }

  /// The numbers of the input at `index`.
  func floats(_ index: Int) throws(GraphError) -> [Float] { try input(index).floats }

  /// The integers of the input at `index`.
  func integers(_ index: Int) throws(GraphError) -> [Int] { try input(index).integers }

  /// The integers of an input, or of the attribute that earlier sets of operators have in its place; nil where
  /// there is neither.
  func integers(_ index: Int, orAttribute name: String) throws(GraphError) -> [Int]? {
    if let tensor = try optional(index) { return tensor.integers }
    return integers(name)
  }

  // MARK: Attributes

  func integer(_ name: String) -> Int? {
    guard case .integer(let value)? = node.attributes[name] else { return nil }
    return Int(clamping: value)
  }

  func integers(_ name: String) -> [Int]? {
    guard case .integers(let values)? = node.attributes[name] else { return nil }
    return values.map { Int(clamping: $0) }
  }

  func float(_ name: String) -> Float? {
    guard case .float(let value)? = node.attributes[name] else { return nil }
    return value
  }

  func string(_ name: String) -> String? {
    guard case .string(let value)? = node.attributes[name] else { return nil }
    return value
  }

  // MARK: Errors and results

  func unsupported(_ what: String) -> GraphError { .unsupported(what, node: node.place) }

  var misfit: GraphError { .shapes(inputs.compactMap { $0?.shape }, node: node.place) }

  /// How many elements a tensor of `shape` has.
  func count(_ shape: [Int]) throws(GraphError) -> Int {
    var count = 1
    for dimension in shape {
      // What stands beside an axis of none must be possible too.
      let (product, overflow) = count.multipliedReportingOverflow(by: max(dimension, 1))
      guard dimension >= 0, !overflow, product <= limit else {
        throw .tooLarge(shape, node: node.place)
      }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }

  /// Refuses a product of matrices, as a damaged file may ask for, that would go on for minutes.
  func checkWork(_ sizes: Int...) throws(GraphError) {
    guard let work = checkedProduct(of: sizes), work <= Self.greatestWork else {
      throw .tooLarge(sizes, node: node.place)
    }
  }

  /// The place of an axis that may be counted from the last one.
  func axis(_ axis: Int, rank: Int) throws(GraphError) -> Int {
    let place = axis < 0 ? axis + rank : axis
    guard (0..<rank).contains(place) else { throw unsupported("axis \(axis) of \(rank)") }
    return place
  }
}

extension ONNXTensor {
  init(_ shape: [Int], _ floats: [Float]) { self.init(shape: shape, .floats(floats)) }

  init(_ shape: [Int], integers: [Int]) {
    self.init(shape: shape, .integers(integers.map { Int64($0) }))
  }

  /// The elements as numbers.
  var floats: [Float] {
    switch elements {
    case .floats(let values): values
    case .integers(let values): values.map { Float($0) }
    }
  }

  /// The elements as integers, numbers being cut.
  var integers: [Int] {
    switch elements {
    case .floats(let values): values.map { Int(exactly: $0.rounded(.towardZero)) ?? 0 }
    case .integers(let values): values.map { Int(clamping: $0) }
    }
  }

  /// The same elements in another shape of as many.
  func reshaped(_ shape: [Int]) -> ONNXTensor { ONNXTensor(shape: shape, elements) }

  /// The elements at `places`, in another shape.
  func picking(_ places: [Int32], shape: [Int]) -> ONNXTensor {
    switch elements {
    case .floats(let values): ONNXTensor(shape, places.map { values[Int($0)] })
    case .integers(let values):
      ONNXTensor(shape: shape, .integers(places.map { values[Int($0)] }))
    }
  }
}

/// For each dimension of a row-major tensor, how many elements further its next place is.
func strides(of shape: [Int]) -> [Int] {
  var strides = [Int](repeating: 1, count: shape.count)
  for axis in shape.indices.dropLast().reversed() {
    // A tensor without elements may have a shape beyond all bounds, and no place in it is looked at.
    strides[axis] = strides[axis + 1] &* shape[axis + 1]
  }
  return strides
}

/// The places that a walk over `shape`, row-major, comes to when a step along each axis is `strides` long.
func places(_ shape: [Int], strides: [Int], from start: Int = 0) -> [Int32] {
  guard !shape.contains(0) else { return [] }
  var places = [Int32(start)]
  for (length, stride) in zip(shape, strides) {
    var further: [Int32] = []
    further.reserveCapacity(places.count * length)
    for place in places {
      for step in 0..<length { further.append(place + Int32(step * stride)) }
    }
    places = further
  }
  return places
}
