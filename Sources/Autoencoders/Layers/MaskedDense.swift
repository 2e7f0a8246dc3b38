/// A fully connected layer some of whose connections are missing: their weights are and stay zero.
package struct MaskedDense: Layer {
  private(set) var dense: Dense
  /// Positive where there is a connection, `[outputCount, inputCount]`.
  private let mask: Matrix

  /// - Parameter isConnected: whether an output reads an input.
  package init(
    _ name: String, inputCount: Int, outputCount: Int, activation: Activation,
    in layout: inout ParameterLayout, isConnected: (_ output: Int, _ input: Int) -> Bool
  ) {
    dense = Dense(
      name, inputCount: inputCount, outputCount: outputCount, activation: activation, in: &layout)
    let buffer = FloatBuffer(count: outputCount * inputCount)
    mask = Matrix(buffer, rows: outputCount, columns: inputCount)
    for output in 0..<outputCount {
      for input in 0..<inputCount where isConnected(output, input) { mask[output, input] = 1 }
    }
  }

  /// A layer with a share of all connections deleted at random, the same ones every time.
  package init(
    _ name: String, inputCount: Int, outputCount: Int, deleting share: Float,
    activation: Activation, in layout: inout ParameterLayout
  ) {
    var random = Philox(seed: 0, stream: .connections)
    self.init(
      name, inputCount: inputCount, outputCount: outputCount, activation: activation, in: &layout
    ) { _, _ in random.nextUnit() >= share }
  }

  package var inputCount: Int { dense.inputCount }
  package var outputCount: Int { dense.outputCount }

  package func prepare(_ parameters: FloatBuffer) {
    let weights = dense.weight.matrix(in: parameters)
    for output in 0..<outputCount {
      for input in 0..<inputCount where mask[output, input] == 0 { weights[output, input] = 0 }
    }
  }

  package mutating func expectZeros() { dense.expectZeros() }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    dense.forward(input, into: output, pass)
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    dense.backward(
      outputGradient, input: input, output: output, into: inputGradient, pass)
    // ReLU's derivative at the mask lets through what the mask has.
    pass.engine.multiply(
      dense.weight.matrix(in: pass.gradients), byDerivativeOf: .relu, at: mask)
  }
}

extension MaskedDense {
  /// A dense layer that lacks a share of its connections.
  struct Specification: LayerSpecification {
    let units: Int
    let activation: Activation
    let deletedShare: Float

    private var dense: Dense.Specification {
      Dense.Specification(units: units, activation: activation)
    }

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      (0..<1).contains(deletedShare) ? dense.outputShape(for: input) : nil
    }

    func parameterCount(from input: FeatureShape, to output: FeatureShape) -> Int {
      dense.parameterCount(from: input, to: output)
    }

    var summary: String {
      "\(dense.summary)(\(Int(((1 - deletedShare) * 100).rounded()))% of its weights)"
    }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      MaskedDense(
        name, inputCount: input.count, outputCount: units, deleting: deletedShare,
        activation: activation, in: &builder.layout)
    }
  }
}
