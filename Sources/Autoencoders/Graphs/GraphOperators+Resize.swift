internal import FileFormats
internal import Foundation

extension GraphOperators {
  /// Enlarges or shrinks along each axis, by the nearest element or linearly between two.
  static func resize(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    var tensor = try call.input(0)
    let (shape, scales) = try target(call, tensor.shape)
    let isLinear: Bool
    switch call.string("mode") ?? "nearest" {
    case "nearest": isLinear = false
    case "linear", "bilinear": isLinear = true
    case let other: throw call.unsupported("resizing by \(other)")
    }
    guard call.integer("antialias") ?? 0 == 0 else { throw call.unsupported("antialias") }
    for axis in shape.indices where shape[axis] != tensor.shape[axis] || scales[axis] != 1 {
      let coordinates = try coordinates(
        call, length: tensor.shape[axis], target: shape[axis], scale: scales[axis])
      tensor =
        isLinear
        ? mixed(tensor, axis, coordinates)
        : picked(tensor, axis, try nearest(call, coordinates, length: tensor.shape[axis]))
    }
    return tensor
  }

  private static func target(
    _ call: OperatorCall, _ shape: [Int]
  ) throws(GraphError) -> (shape: [Int], scales: [Float]) {
    let isEarly = call.operatorSet < 11 || call.node.type == "Upsample"
    guard call.integers("axes") == nil else { throw call.unsupported("resizing of chosen axes") }
    if !isEarly, let sizes = try call.optional(3)?.integers, !sizes.isEmpty {
      guard sizes.count == shape.count, sizes.allSatisfy({ $0 > 0 }) else { throw call.misfit }
      _ = try call.count(sizes)
      return (sizes, zip(sizes, shape).map { Float($0) / Float(max($1, 1)) })
    }
    var scales = try call.optional(isEarly ? 1 : 2)?.floats
    if scales == nil, case .floats(let given)? = call.node.attributes["scales"] { scales = given }
    guard let scales, scales.count == shape.count, scales.allSatisfy({ $0 > 0 && $0 <= 4096 })
    else { throw call.misfit }
    let sizes = zip(shape, scales).map { Int((Float($0) * $1).rounded(.down)) }
    guard sizes.allSatisfy({ $0 > 0 }) else { throw call.misfit }
    _ = try call.count(sizes)
    return (sizes, scales)
  }

  /// Where each element of the target lies in the source.
  private static func coordinates(
    _ call: OperatorCall, length: Int, target: Int, scale: Float
  ) throws(GraphError) -> [Float] {
    let isEarly = call.operatorSet < 11 || call.node.type == "Upsample"
    let rule =
      isEarly
      ? "asymmetric" : call.string("coordinate_transformation_mode") ?? "half_pixel"
    let places = (0..<target).map { Float($0) }
    switch rule {
    case "asymmetric": return places.map { $0 / scale }
    case "half_pixel": return places.map { ($0 + 0.5) / scale - 0.5 }
    // Of TensorFlow's nearest neighbors alone, and of the sets of operators before 13.
    case "tf_half_pixel_for_nn": return places.map { ($0 + 0.5) / scale }
    case "pytorch_half_pixel":
      return places.map { target > 1 ? ($0 + 0.5) / scale - 0.5 : 0 }
    case "align_corners":
      return places.map { target > 1 ? $0 * Float(length - 1) / Float(target - 1) : 0 }
    default: throw call.unsupported("coordinates by \(rule)")
    }
  }

  private static func nearest(
    _ call: OperatorCall, _ coordinates: [Float], length: Int
  ) throws(GraphError) -> [Int] {
    let isEarly = call.operatorSet < 11 || call.node.type == "Upsample"
    let rule = isEarly ? "floor" : call.string("nearest_mode") ?? "round_prefer_floor"
    let round: (Float) -> Float
    switch rule {
    case "floor": round = { $0.rounded(.down) }
    case "ceil": round = { $0.rounded(.up) }
    case "round_prefer_floor": round = { ($0 - 0.5).rounded(.up) }
    case "round_prefer_ceil": round = { ($0 + 0.5).rounded(.down) }
    default: throw call.unsupported("the nearest by \(rule)")
    }
    return coordinates.map { min(max(Int(round($0)), 0), length - 1) }
  }

  /// The elements at `chosen` places of an axis.
  private static func picked(_ tensor: ONNXTensor, _ axis: Int, _ chosen: [Int]) -> ONNXTensor {
    let (outer, inner) = surroundings(tensor.shape, axis)
    let length = tensor.shape[axis]
    var shape = tensor.shape
    shape[axis] = chosen.count
    let places = (0..<outer).flatMap { row in
      chosen.flatMap { place in (0..<inner).map { Int32((row * length + place) * inner + $0) } }
    }
    return tensor.picking(places, shape: shape)
  }

  /// Values between the two nearest elements of an axis.
  private static func mixed(
    _ tensor: ONNXTensor, _ axis: Int, _ coordinates: [Float]
  ) -> ONNXTensor {
    let (outer, inner) = surroundings(tensor.shape, axis)
    let length = tensor.shape[axis]
    var shape = tensor.shape
    shape[axis] = coordinates.count
    let values = tensor.floats
    let result = (0..<outer).flatMap { row in
      coordinates.flatMap { coordinate in
        let inside = min(max(coordinate, 0), Float(length - 1))
        let low = Int(inside)
        let (high, share) = (min(low + 1, length - 1), inside - Float(low))
        return (0..<inner).map { column in
          let first = values[(row * length + low) * inner + column]
          let second = values[(row * length + high) * inner + column]
          return first + share * (second - first)
        }
      }
    }
    return ONNXTensor(shape, result)
  }

  private static func surroundings(_ shape: [Int], _ axis: Int) -> (outer: Int, inner: Int) {
    (shape[..<axis].reduce(1, *), shape[(axis + 1)...].reduce(1, *))
  }
}
