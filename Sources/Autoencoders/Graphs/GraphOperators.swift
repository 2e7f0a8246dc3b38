/// The operators that are known, by name (onnx/onnx, docs/Operators.md).
enum GraphOperators {
  static let all: [String: GraphOperator] = [elementwise, shapes, products, images]
    .reduce(into: [:]) { all, some in all.merge(some) { $1 } }
}
