/// A fully connected layer with the transposed weights of another: output = activation(input · W + b),
/// W of `[inputCount, outputCount]` the other's, b its own.
package struct TiedDense: Layer {
  package let inputCount: Int
  package let outputCount: Int
  package let activation: Activation
  let weight: Parameter
  let bias: Parameter

  /// A layer with the weights of `layer`, whose own bias is called `name.bias`.
  package init(
    _ name: String, transposing layer: Dense, activation: Activation,
    in layout: inout ParameterLayout
  ) {
    inputCount = layer.outputCount
    outputCount = layer.inputCount
    self.activation = activation
    weight = layer.weight
    bias = layout.add("\(name).bias", shape: [outputCount])
  }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.multiply(
      .plain(input), .plain(weight.matrix(in: pass.parameters)),
      bias: bias.matrix(in: pass.parameters), activation: activation, into: output)
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    pass.engine.multiply(outputGradient, byDerivativeOf: activation, at: output)
    pass.engine.sumRows(
      of: outputGradient, accumulating: pass.continuesBatch,
      into: bias.matrix(in: pass.gradients))
    pass.engine.multiply(
      .transposed(input), .plain(outputGradient), accumulating: pass.continuesBatch,
      into: weight.matrix(in: pass.gradients))
    if let inputGradient {
      pass.engine.multiply(
        .plain(outputGradient), .transposed(weight.matrix(in: pass.parameters)),
        into: inputGradient)
    }
  }
}
