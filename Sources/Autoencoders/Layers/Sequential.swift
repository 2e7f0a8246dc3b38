/// Layers one after another, with room for their outputs and gradients of up to `capacity` rows.
struct Sequential {
  let layers: [any Layer]
  private let outputs: [Matrix]
  private let gradients: [Matrix]
  let inputCount: Int
  /// The layer where there is but one, and that one is dense.
  let onlyDenseLayer: Dense?

  /// - Parameter inputCount: the width of a row, which is the output's too when there is no layer.
  init(_ layers: [any Layer], inputCount: Int, capacity: Int) {
    var width = inputCount
    for layer in layers {
      precondition(
        layer.inputCount == width, "a layer of \(layer.inputCount) after one of \(width)")
      width = layer.outputCount
    }
    self.layers = layers
    self.inputCount = inputCount
    onlyDenseLayer = layers.count == 1 ? layers.first as? Dense : nil
    outputs = layers.map { Matrix(rows: capacity, columns: $0.outputCount) }
    gradients = layers.map { Matrix(rows: capacity, columns: $0.outputCount) }
  }

  var outputCount: Int { layers.last?.outputCount ?? inputCount }

  /// The output for `input`, valid until the next call.
  func forward(_ input: Matrix, _ pass: Pass) -> Matrix {
    forward(input, through: layers.count, pass)
  }

  /// The output of the first `count` layers.
  func forward(_ input: Matrix, through count: Int, _ pass: Pass) -> Matrix {
    var current = input
    for (layer, output) in zip(layers, outputs).prefix(count) {
      let next = output.prefix(input.rows)
      layer.forward(current, into: next, pass)
      current = next
    }
    return current
  }

  /// Where to put d(loss)/d(output) of `rows` rows before `backward`; nil when there is no layer.
  func outputGradient(rows: Int) -> Matrix? { gradients.last?.prefix(rows) }

  /// Propagates what stands in `outputGradient` back to `input`, the batch of the last `forward`.
  func backward(input: Matrix, into inputGradient: Matrix?, _ pass: Pass) {
    for index in layers.indices.reversed() {
      layers[index].backward(
        gradients[index].prefix(input.rows),
        input: index == 0 ? input : outputs[index - 1].prefix(input.rows),
        output: outputs[index].prefix(input.rows),
        into: index == 0 ? inputGradient : gradients[index - 1].prefix(input.rows), pass)
    }
  }
}
