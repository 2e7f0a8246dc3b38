internal import FileFormats
internal import Foundation

extension GraphOperators {
  static let products: [String: GraphOperator] = [
    "Gemm": { call throws(GraphError) in try [generalProduct(call)] },
    "MatMul": { call throws(GraphError) in try [product(call)] },
    "BatchNormalization": { call throws(GraphError) in try [batchNormalization(call)] },
    "ReduceMean": reduction { values in values.reduce(0, +) / Float(max(values.count, 1)) },
    "ReduceSum": reduction { $0.reduce(0, +) },
    "ReduceMax": reduction { $0.max() ?? -.infinity },
    "Softmax": { call throws(GraphError) in try [softmax(call)] },
  ]

  /// alpha · A · B + beta · C, A and B transposed where they are to be.
  private static func generalProduct(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let (a, b) = (try call.input(0), try call.input(1))
    guard a.shape.count == 2, b.shape.count == 2 else { throw call.misfit }
    let left = call.integer("transA") == 1 ? transposed(a) : a
    let isTransposed = call.integer("transB") == 1
    let (inner, columns) = isTransposed ? (b.shape[1], b.shape[0]) : (b.shape[0], b.shape[1])
    guard left.shape[1] == inner else { throw call.misfit }
    let rows = left.shape[0]
    _ = try call.count([rows, columns])
    try call.checkWork(rows, inner, columns)
    var sums = multiply(
      left.floats, b.floats, rows: rows, inner: inner, columns: columns,
      isTransposed: isTransposed, on: call.engine)
    let alpha = call.float("alpha") ?? 1
    if alpha != 1 { sums = sums.map { alpha * $0 } }
    if let c = try call.optional(2) {
      let beta = call.float("beta") ?? 1
      guard try broadcastShape(call, [rows, columns], c.shape) == [rows, columns] else {
        throw call.misfit
      }
      let added = broadcast(c, to: [rows, columns]).floats
      sums = zip(sums, added).map { $0 + beta * $1 }
    }
    return ONNXTensor([rows, columns], sums)
  }

  /// Products of the last two axes, the others being those of a batch, as numpy has them.
  private static func product(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    var (a, b) = (try call.input(0), try call.input(1))
    let (isRow, isColumn) = (a.shape.count == 1, b.shape.count == 1)
    if isRow { a = a.reshaped([1] + a.shape) }
    if isColumn { b = b.reshaped(b.shape + [1]) }
    guard a.shape.count >= 2, b.shape.count >= 2, let inner = a.shape.last,
      b.shape[b.shape.count - 2] == inner, let columns = b.shape.last
    else { throw call.misfit }
    let rows = a.shape[a.shape.count - 2]
    let batch = try broadcastShape(call, Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    var shape = batch + [rows, columns]
    let total = try call.count(shape)
    try call.checkWork(total, inner)
    let sums: [Float]
    if b.shape.count == 2 {
      // One matrix for all: the batch's rows are rows of one product.
      sums = multiply(
        a.floats, b.floats, rows: total / max(columns, 1), inner: inner, columns: columns,
        isTransposed: false, on: call.engine)
    } else {
      let left = broadcast(a, to: batch + [rows, inner]).floats
      let right = broadcast(b, to: batch + [inner, columns]).floats
      sums = (0..<batch.reduce(1, *)).flatMap { index in
        multiply(
          Array(left[(index * rows * inner)..<((index + 1) * rows * inner)]),
          Array(right[(index * inner * columns)..<((index + 1) * inner * columns)]),
          rows: rows, inner: inner, columns: columns, isTransposed: false, on: call.engine)
      }
    }
    if isColumn { shape.removeLast() }
    if isRow { shape.remove(at: shape.count - (isColumn ? 1 : 2)) }
    return ONNXTensor(shape, sums)
  }

  /// Row-major `a`, rows x inner, times `b`, inner x columns or its transpose.
  static func multiply(
    _ a: [Float], _ b: [Float], rows: Int, inner: Int, columns: Int, isTransposed: Bool,
    on engine: Engine
  ) -> [Float] {
    guard rows > 0, columns > 0, inner > 0 else {
      return [Float](repeating: 0, count: rows * columns)
    }
    let left = Matrix.contiguous(rows: rows, columns: inner)
    let right = Matrix.contiguous(
      rows: isTransposed ? columns : inner, columns: isTransposed ? inner : columns)
    let result = Matrix.contiguous(rows: rows, columns: columns)
    left.buffer.write(a)
    right.buffer.write(b)
    engine.multiply(.plain(left), isTransposed ? .transposed(right) : .plain(right), into: result)
    return result.buffer.floats(0..<(rows * columns))
  }

  private static func transposed(_ matrix: ONNXTensor) -> ONNXTensor {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    return matrix.picking(places([columns, rows], strides: [1, columns]), shape: [columns, rows])
  }

  /// (x - mean) / √(variance + epsilon) · scale + bias of each channel, by what training measured.
  private static func batchNormalization(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    let (scale, bias) = (try call.floats(1), try call.floats(2))
    let (mean, variance) = (try call.floats(3), try call.floats(4))
    guard call.integer("training_mode") ?? 0 == 0 else {
      throw call.unsupported("batch normalization in training mode; export in evaluation mode")
    }
    let channels = input.shape.count > 1 ? input.shape[1] : 0
    guard [scale, bias, mean, variance].allSatisfy({ $0.count == channels }) else {
      throw call.misfit
    }
    let epsilon = call.float("epsilon") ?? 1e-5
    let factors = (0..<channels).map { scale[$0] / (variance[$0] + epsilon).squareRoot() }
    let inner = max(input.shape.dropFirst(2).reduce(1, *), 1)
    let values = input.floats
    return ONNXTensor(
      input.shape,
      values.indices.map { place in
        let channel = place / inner % channels
        return (values[place] - mean[channel]) * factors[channel] + bias[channel]
      })
  }

  private static func reduction(
    _ function: @escaping @Sendable ([Float]) -> Float
  ) -> GraphOperator {
    { call throws(GraphError) in
      let input = try call.input(0)
      let rank = input.shape.count
      let given = try call.integers(1, orAttribute: "axes") ?? []
      if given.isEmpty, call.integer("noop_with_empty_axes") == 1 { return [input] }
      var axes: Set<Int> = []
      for axis in given { axes.insert(try call.axis(axis, rank: rank)) }
      if axes.isEmpty { axes = Set(0..<rank) }
      let (reduced, kept) = (axes.sorted(), (0..<rank).filter { !axes.contains($0) })
      let steps = strides(of: input.shape)
      let inner = places(reduced.map { input.shape[$0] }, strides: reduced.map { steps[$0] })
      let outer = places(kept.map { input.shape[$0] }, strides: kept.map { steps[$0] })
      let values = input.floats
      let results = outer.map { start in function(inner.map { values[Int(start + $0)] }) }
      let keepsAxes = call.integer("keepdims") ?? 1 == 1
      let shape = (0..<rank).compactMap { axis in
        axes.contains(axis) ? (keepsAxes ? 1 : nil) : input.shape[axis]
      }
      return [ONNXTensor(shape, results)]
    }
  }

  private static func softmax(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    let axis = try call.axis(
      call.integer("axis") ?? (call.operatorSet < 13 ? 1 : -1), rank: input.shape.count)
    guard axis == input.shape.count - 1 else {
      throw call.unsupported("a softmax over another axis than the last")
    }
    let length = max(input.shape[axis], 1)
    let values = input.floats
    return ONNXTensor(
      input.shape,
      stride(from: 0, to: values.count, by: length).flatMap { start in
        let row = values[start..<(start + length)]
        let greatest = row.max() ?? 0
        let powers = row.map { expf($0 - greatest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
      })
  }
}
