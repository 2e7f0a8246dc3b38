/// A fully connected layer: output = activation(input · Wᵀ + b), W of `[outputCount, inputCount]`.
package struct Dense: Layer {
  package let inputCount: Int
  package let outputCount: Int
  package let activation: Activation
  let weight: Parameter
  let bias: Parameter
  /// The transpose of the weights serves another layer, whose `backward` comes first.
  var sharesWeights = false
  private var inputMayHaveZeros = false

  /// A layer whose parameters are called `name.weight` and `name.bias`.
  package init(
    _ name: String, inputCount: Int, outputCount: Int, activation: Activation,
    in layout: inout ParameterLayout
  ) {
    self.init(
      stacked: [name], inputCount: inputCount, outputCount: outputCount, activation: activation,
      in: &layout)
  }

  /// Several layers of one input computed as one, their outputs side by side: each has
  /// `outputCount` of its own and parameters under its own name.
  package init(
    stacked names: [String], inputCount: Int, outputCount: Int, activation: Activation,
    in layout: inout ParameterLayout
  ) {
    self.inputCount = inputCount
    self.outputCount = names.count * outputCount
    self.activation = activation
    weight = layout.add(
      stacked: names.map { "\($0).weight" }, shape: [outputCount, inputCount])
    bias = layout.add(stacked: names.map { "\($0).bias" }, shape: [outputCount])
  }

  package mutating func expectZeros() { inputMayHaveZeros = true }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    pass.engine.multiply(
      .plain(input).sparse(inputMayHaveZeros), .transposed(weight.matrix(in: pass.parameters)),
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
    let isGated = activation == .relu  // of units below the threshold the gradient is zero
    pass.engine.multiply(
      .transposed(outputGradient).sparse(isGated), .plain(input).sparse(inputMayHaveZeros),
      accumulating: pass.continuesBatch || sharesWeights,
      into: weight.matrix(in: pass.gradients))
    if let inputGradient {
      pass.engine.multiply(
        .plain(outputGradient).sparse(isGated), .plain(weight.matrix(in: pass.parameters)),
        into: inputGradient)
    }
  }
}

extension Dense {
  /// `units` outputs of a vector, or of images of one channel.
  struct Specification: LayerSpecification {
    let units: Int
    let activation: Activation

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      input.channels == 1 || input.pixels == 1 ? .vector(units) : nil
    }

    func parameterCount(from input: FeatureShape, to output: FeatureShape) -> Int {
      (input.count + 1) * output.count
    }

    var summary: String { "\(units)\(activation.suffix)" }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      Dense(
        name, inputCount: input.count, outputCount: units, activation: activation,
        in: &builder.layout)
    }
  }
}
