internal import FileFormats
internal import Foundation

extension GraphOperators {
  static let elementwise: [String: GraphOperator] = [
    "Add": binary {
      $0 + $1
    } integers: {
      $0 &+ $1
    },
    "Sub": binary {
      $0 - $1
    } integers: {
      $0 &- $1
    },
    "Mul": binary {
      $0 * $1
    } integers: {
      $0 &* $1
    },
    "Div": binary {
      $0 / $1
    } integers: {
      $1 == 0 ? 0 : $0.dividedReportingOverflow(by: $1).partialValue
    },
    "Mod": binary {
      $0 - $1 * ($0 / $1).rounded(.down)
    } integers: {
      modulo($0, $1)
    },
    "Pow": binary { powf($0, $1) },
    "Max": binary { max($0, $1) }, "Min": binary { min($0, $1) },
    "Greater": comparison { $0 > $1 }, "GreaterOrEqual": comparison { $0 >= $1 },
    "Less": comparison { $0 < $1 }, "LessOrEqual": comparison { $0 <= $1 },
    "Equal": comparison { $0 == $1 },
    "And": comparison { $0 != 0 && $1 != 0 }, "Or": comparison { $0 != 0 || $1 != 0 },
    "Not": { call throws(GraphError) in
      let input = try call.input(0)
      return [ONNXTensor(input.shape, integers: input.integers.map { $0 == 0 ? 1 : 0 })]
    },
    "Where": { call throws(GraphError) in try [choose(call)] },

    "Relu": map { _ in { max($0, 0) } },
    "LeakyRelu": map { call in
      let slope = call.float("alpha") ?? 0.01
      return { $0 < 0 ? slope * $0 : $0 }
    },
    "PRelu": binary { $0 < 0 ? $0 * $1 : $0 },
    "Elu": map { call in
      let alpha = call.float("alpha") ?? 1
      return { $0 < 0 ? alpha * expm1f($0) : $0 }
    },
    "Selu": map { call in
      let (alpha, gamma) = (call.float("alpha") ?? 1.673_263_2, call.float("gamma") ?? 1.050_701)
      return { gamma * ($0 < 0 ? alpha * expm1f($0) : $0) }
    },
    "Gelu": map { call in
      if call.string("approximate") == "tanh" {
        return { 0.5 * $0 * (1 + tanhf(0.797_884_56 * ($0 + 0.044715 * $0 * $0 * $0))) }
      }
      return { 0.5 * $0 * (1 + erff($0 * 0.707_106_78)) }
    },
    "Sigmoid": map { _ in { 1 / (1 + expf(-$0)) } },
    "HardSigmoid": map { call in
      let (alpha, beta) = (call.float("alpha") ?? 0.2, call.float("beta") ?? 0.5)
      return { max(0, min(1, alpha * $0 + beta)) }
    },
    "HardSwish": map { _ in { $0 * max(0, min(1, $0 / 6 + 0.5)) } },
    "Tanh": map { _ in { tanhf($0) } },
    "Softplus": map { _ in { max($0, 0) + log1pf(expf(-abs($0))) } },
    "Softsign": map { _ in { $0 / (1 + abs($0)) } },
    "Mish": map { _ in { $0 * tanhf(max($0, 0) + log1pf(expf(-abs($0)))) } },
    "Erf": map { _ in { erff($0) } }, "Exp": map { _ in { expf($0) } },
    "Log": map { _ in { logf($0) } }, "Sqrt": map { _ in { $0.squareRoot() } },
    "Reciprocal": map { _ in { 1 / $0 } }, "Neg": map { _ in { -$0 } },
    "Abs": map { _ in { abs($0) } }, "Floor": map { _ in { $0.rounded(.down) } },
    "Ceil": map { _ in { $0.rounded(.up) } },
    "Clip": { call throws(GraphError) in
      let low = try call.optional(1)?.floats.first ?? call.float("min") ?? -.infinity
      let high = try call.optional(2)?.floats.first ?? call.float("max") ?? .infinity
      return try [apply(call) { min(max($0, low), high) }]
    },
    "Identity": { call throws(GraphError) in [try call.input(0)] },
    "Dropout": { call throws(GraphError) in [try call.input(0)] },
    "Cast": { call throws(GraphError) in [try cast(call)] },
  ]

  private static func map(
    _ function: @escaping @Sendable (OperatorCall) -> (Float) -> Float
  ) -> GraphOperator {
    { call throws(GraphError) in try [apply(call, function(call))] }
  }

  private static func apply(
    _ call: OperatorCall, _ function: (Float) -> Float
  ) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    return ONNXTensor(input.shape, input.floats.map(function))
  }

  /// What is left of `a` in steps of `b`, with the sign of `b`.
  private static func modulo(_ a: Int64, _ b: Int64) -> Int64 {
    guard b != 0 else { return 0 }
    let rest = a.remainderReportingOverflow(dividingBy: b).partialValue
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
  }

  // MARK: Broadcasting

  /// An operator of two inputs, or of several from left to right.
  private static func binary(
    _ function: @escaping @Sendable (Float, Float) -> Float,
    integers: (@Sendable (Int64, Int64) -> Int64)? = nil
  ) -> GraphOperator {
    { call throws(GraphError) in
      var result = try call.input(0)
      for index in 1..<max(call.inputCount, 1) {
        result = try combine(call, result, try call.input(index), function, integers)
      }
      return [result]
    }
  }

  private static func comparison(
    _ function: @escaping @Sendable (Float, Float) -> Bool
  ) -> GraphOperator {
    { call throws(GraphError) in
      let result = try combine(
        call, try call.input(0), try call.input(1), { function($0, $1) ? 1 : 0 }, nil)
      return [ONNXTensor(result.shape, integers: result.integers)]
    }
  }

  private static func combine(
    _ call: OperatorCall, _ a: ONNXTensor, _ b: ONNXTensor, _ function: (Float, Float) -> Float,
    _ integers: ((Int64, Int64) -> Int64)?
  ) throws(GraphError) -> ONNXTensor {
    let shape = try broadcastShape(call, a.shape, b.shape)
    let (a, b) = (broadcast(a, to: shape), broadcast(b, to: shape))
    if let integers, case .integers(let left) = a.elements, case .integers(let right) = b.elements {
      return ONNXTensor(shape: shape, .integers(zip(left, right).map(integers)))
    }
    return ONNXTensor(shape, zip(a.floats, b.floats).map(function))
  }

  private static func choose(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let (condition, yes, no) = (try call.input(0), try call.input(1), try call.input(2))
    let shape = try broadcastShape(
      call, try broadcastShape(call, condition.shape, yes.shape), no.shape)
    let isChosen = broadcast(condition, to: shape).integers
    let (left, right) = (broadcast(yes, to: shape), broadcast(no, to: shape))
    if case .integers(let yes) = left.elements, case .integers(let no) = right.elements {
      return ONNXTensor(
        shape: shape, .integers(isChosen.indices.map { isChosen[$0] != 0 ? yes[$0] : no[$0] }))
    }
    let (yesFloats, noFloats) = (left.floats, right.floats)
    return ONNXTensor(
      shape, isChosen.indices.map { isChosen[$0] != 0 ? yesFloats[$0] : noFloats[$0] })
  }

  /// The shape that two shapes have together: the longer one, ones grown to what stands opposite.
  static func broadcastShape(
    _ call: OperatorCall, _ a: [Int], _ b: [Int]
  ) throws(GraphError) -> [Int] {
    let rank = max(a.count, b.count)
    let left = [Int](repeating: 1, count: rank - a.count) + a
    let right = [Int](repeating: 1, count: rank - b.count) + b
    var shape: [Int] = []
    for (x, y) in zip(left, right) {
      guard x == y || x == 1 || y == 1 else { throw call.misfit }
      shape.append(x == 1 ? y : x)
    }
    _ = try call.count(shape)
    return shape
  }

  /// The tensor repeated along axes of length one.
  static func broadcast(_ tensor: ONNXTensor, to shape: [Int]) -> ONNXTensor {
    guard tensor.shape != shape else { return tensor }
    let own = [Int](repeating: 1, count: shape.count - tensor.shape.count) + tensor.shape
    let steps = zip(own, strides(of: own)).map { $0 == 1 ? 0 : $1 }
    return tensor.picking(places(shape, strides: steps), shape: shape)
  }

  private static func cast(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    switch call.integer("to") {
    case 1, 10, 11, 16: return ONNXTensor(input.shape, input.floats)
    case 9:
      return ONNXTensor(input.shape, integers: input.floats.map { $0 == 0 ? 0 : 1 })
    case 2, 3, 4, 5, 6, 7, 12, 13: return ONNXTensor(input.shape, integers: input.integers)
    default: throw call.unsupported("a cast to type \(call.integer("to") ?? 0)")
    }
  }
}
