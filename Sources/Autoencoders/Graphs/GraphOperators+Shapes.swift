internal import FileFormats

extension GraphOperators {
  static let shapes: [String: GraphOperator] = [
    "Reshape": { call throws(GraphError) in try [reshape(call)] },
    "Flatten": { call throws(GraphError) in
      let input = try call.input(0)
      let given = call.integer("axis") ?? 1
      let axis = given == input.shape.count ? given : try call.axis(given, rank: input.shape.count)
      let rows = input.shape[..<axis].reduce(1, *)
      return [input.reshaped([rows, input.shape[axis...].reduce(1, *)])]
    },
    "Transpose": { call throws(GraphError) in try [transpose(call)] },
    "Squeeze": { call throws(GraphError) in
      let input = try call.input(0)
      let rank = input.shape.count
      var axes: [Int] = []
      for axis in try call.integers(1, orAttribute: "axes") ?? [] {
        axes.append(try call.axis(axis, rank: rank))
      }
      let squeezed = input.shape.indices.filter {
        axes.isEmpty ? input.shape[$0] == 1 : axes.contains($0)
      }
      guard squeezed.allSatisfy({ input.shape[$0] == 1 }) else { throw call.misfit }
      return [
        input.reshaped(
          input.shape.indices.filter { !squeezed.contains($0) }.map { input.shape[$0] })
      ]
    },
    "Unsqueeze": { call throws(GraphError) in
      let input = try call.input(0)
      let given = try call.integers(1, orAttribute: "axes") ?? []
      let rank = input.shape.count + given.count
      var axes: Set<Int> = []
      for axis in given { axes.insert(try call.axis(axis, rank: rank)) }
      guard axes.count == given.count else { throw call.misfit }
      var rest = input.shape[...]
      return [input.reshaped((0..<rank).map { axes.contains($0) ? 1 : rest.removeFirst() })]
    },
    "Concat": { call throws(GraphError) in try [concatenate(call)] },
    "Split": { call throws(GraphError) in try split(call) },
    "Slice": { call throws(GraphError) in try [slice(call)] },
    "Gather": { call throws(GraphError) in try [gather(call)] },
    "Expand": { call throws(GraphError) in
      let input = try call.input(0)
      let shape = try broadcastShape(call, input.shape, try call.integers(1))
      return [broadcast(input, to: shape)]
    },
    "Tile": { call throws(GraphError) in try [tile(call)] },
    "Shape": { call throws(GraphError) in
      let shape = try call.input(0).shape
      func place(_ given: Int) -> Int {
        min(max(given < 0 ? given + shape.count : given, 0), shape.count)
      }
      let (start, end) = (
        place(call.integer("start") ?? 0), place(call.integer("end") ?? shape.count)
      )
      let part = Array(shape[start..<max(start, end)])
      return [ONNXTensor([part.count], integers: part)]
    },
    "Size": { call throws(GraphError) in [ONNXTensor([], integers: [try call.input(0).count])] },
    "Constant": { call throws(GraphError) in try [constant(call)] },
    "ConstantOfShape": { call throws(GraphError) in
      let shape = try call.integers(0)
      let count = try call.count(shape)
      guard case .tensor(let value)? = call.node.attributes["value"], value.count == 1 else {
        return [ONNXTensor(shape, [Float](repeating: 0, count: count))]
      }
      return [value.picking([Int32](repeating: 0, count: count), shape: shape)]
    },
    "Range": { call throws(GraphError) in
      let (start, limit, step) = (try call.input(0), try call.input(1), try call.input(2))
      guard let first = start.floats.first, let end = limit.floats.first,
        let delta = step.floats.first, delta != 0
      else { throw call.misfit }
      let steps = ((end - first) / delta).rounded(.up)
      guard let count = Int(exactly: max(steps, 0)) else {
        throw call.unsupported("a range of \(steps) steps")
      }
      let values = (0..<(try call.count([count]))).map { first + Float($0) * delta }
      let result = ONNXTensor([values.count], values)
      if case .integers = start.elements {
        return [ONNXTensor([values.count], integers: result.integers)]
      }
      return [result]
    },
  ]

  private static func reshape(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    var shape = try call.integers(1)
    let keepsZeros = call.integer("allowzero") == 1
    for (axis, length) in shape.enumerated() where length == 0 && !keepsZeros {
      guard input.shape.indices.contains(axis) else { throw call.misfit }
      shape[axis] = input.shape[axis]
    }
    let free = shape.indices.filter { shape[$0] == -1 }
    let known = try call.count(shape.filter { $0 != -1 })
    guard free.count <= 1 else { throw call.misfit }
    if let axis = free.first {
      guard known > 0, input.count % known == 0 else { throw call.misfit }
      shape[axis] = input.count / known
    }
    guard try call.count(shape) == input.count else { throw call.misfit }
    return input.reshaped(shape)
  }

  private static func transpose(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    let axes = call.integers("perm") ?? input.shape.indices.reversed()
    guard axes.sorted() == Array(input.shape.indices) else { throw call.misfit }
    let steps = strides(of: input.shape)
    let shape = axes.map { input.shape[$0] }
    return input.picking(places(shape, strides: axes.map { steps[$0] }), shape: shape)
  }

  private static func concatenate(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    var parts: [ONNXTensor] = []
    for index in 0..<call.inputCount { parts.append(try call.input(index)) }
    guard let first = parts.first else { throw call.misfit }
    let axis = try call.axis(call.integer("axis") ?? 0, rank: first.shape.count)
    func rest(_ shape: [Int]) -> [Int] { Array(shape[..<axis] + shape[(axis + 1)...]) }
    guard
      parts.allSatisfy({
        $0.shape.count == first.shape.count && rest($0.shape) == rest(first.shape)
      })
    else { throw call.misfit }
    var shape = first.shape
    shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    _ = try call.count(shape)
    let outer = shape[..<axis].reduce(1, *)
    func joined<Value>(_ values: [[Value]]) -> [Value] {
      (0..<outer).flatMap { row in
        zip(parts, values).flatMap { part, values in
          let length = part.shape[axis...].reduce(1, *)
          return values[(row * length)..<((row + 1) * length)]
        }
      }
    }
    let integers = parts.compactMap { part -> [Int64]? in
      if case .integers(let values) = part.elements { values } else { nil }
    }
    if integers.count == parts.count {
      return ONNXTensor(shape: shape, .integers(joined(integers)))
    }
    return ONNXTensor(shape, joined(parts.map(\.floats)))
  }

  private static func split(_ call: OperatorCall) throws(GraphError) -> [ONNXTensor] {
    let input = try call.input(0)
    let axis = try call.axis(call.integer("axis") ?? 0, rank: input.shape.count)
    let length = input.shape[axis]
    let count = max(call.node.outputs.count, 1)
    let even = (length + count - 1) / count
    let sizes =
      try call.integers(1, orAttribute: "split")
      ?? (0..<count).map { max(min(even, length - $0 * even), 0) }
    guard sizes.allSatisfy({ $0 >= 0 }), sizes.reduce(0, +) == length else { throw call.misfit }
    var parts: [ONNXTensor] = []
    var start = 0
    for size in sizes {
      parts.append(part(of: input, axis, from: start, count: size, step: 1))
      start += size
    }
    return parts
  }

  /// `count` places of an axis, `step` apart.
  private static func part(
    of tensor: ONNXTensor, _ axis: Int, from start: Int, count: Int, step: Int
  ) -> ONNXTensor {
    var (shape, steps) = (tensor.shape, strides(of: tensor.shape))
    let first = start * steps[axis]
    shape[axis] = count
    steps[axis] *= step
    return tensor.picking(places(shape, strides: steps, from: first), shape: shape)
  }

  private static func slice(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    var result = try call.input(0)
    guard let starts = try call.integers(1, orAttribute: "starts"),
      let ends = try call.integers(2, orAttribute: "ends"), starts.count == ends.count
    else { throw call.misfit }
    let axes = try call.integers(3, orAttribute: "axes") ?? Array(starts.indices)
    let steps = try call.optional(4)?.integers ?? starts.map { _ in 1 }
    guard axes.count == starts.count, steps.count == starts.count else { throw call.misfit }
    for index in starts.indices {
      let axis = try call.axis(axes[index], rank: result.shape.count)
      let (length, step) = (result.shape[axis], steps[index])
      guard step != 0 else { throw call.unsupported("a step of 0") }
      func place(_ given: Int, _ bounds: ClosedRange<Int>) -> Int {
        let place = given < 0 ? given.addingReportingOverflow(length).partialValue : given
        return min(max(place, bounds.lowerBound), bounds.upperBound)
      }
      let start = place(starts[index], step > 0 ? 0...length : -1...(length - 1))
      let end = place(ends[index], step > 0 ? 0...length : -1...max(length - 1, -1))
      let span = step > 0 ? end - start : start - end
      let stride = Int(clamping: step.magnitude)
      let count = span <= 0 ? 0 : (span - 1) / stride + 1
      result = part(of: result, axis, from: max(start, 0), count: count, step: step)
    }
    return result
  }

  private static func gather(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let (input, indices) = (try call.input(0), try call.input(1))
    let axis = try call.axis(call.integer("axis") ?? 0, rank: input.shape.count)
    let length = input.shape[axis]
    var chosen: [Int] = []
    for index in indices.integers {
      let place = index < 0 ? index + length : index
      guard (0..<length).contains(place) else {
        throw call.unsupported("index \(index) of \(length)")
      }
      chosen.append(place)
    }
    let shape = Array(input.shape[..<axis] + indices.shape + input.shape[(axis + 1)...])
    _ = try call.count(shape)
    let inner = input.shape[(axis + 1)...].reduce(1, *)
    let outer = input.shape[..<axis].reduce(1, *)
    let picked = (0..<outer).flatMap { row in
      chosen.flatMap { place in
        (0..<inner).map { Int32((row * length + place) * inner + $0) }
      }
    }
    return input.picking(picked, shape: shape)
  }

  private static func tile(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    let repeats = try call.integers(1)
    guard repeats.count == input.shape.count, repeats.allSatisfy({ $0 >= 0 }) else {
      throw call.misfit
    }
    // Each axis is walked as two: which repetition, and the place in it.
    let steps = strides(of: input.shape)
    let walked = zip(repeats, input.shape).flatMap { [$0, $1] }
    _ = try call.count(walked)
    let shape = zip(repeats, input.shape).map { $0 * $1 }
    return input.picking(places(walked, strides: steps.flatMap { [0, $0] }), shape: shape)
  }

  private static func constant(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    for name in ["value", "value_float", "value_int", "value_floats", "value_ints"] {
      switch call.node.attributes[name] {
      case .tensor(let tensor): return tensor
      case .float(let value): return ONNXTensor([], [value])
      case .integer(let value): return ONNXTensor(shape: [], .integers([value]))
      case .floats(let values): return ONNXTensor([values.count], values)
      case .integers(let values): return ONNXTensor(shape: [values.count], .integers(values))
      case .string, .other, nil: continue
      }
    }
    throw call.unsupported("a constant that is no number")
  }
}
