/// A convolution and max pooling of what it gives as one layer, which computes what the two do.
///
/// An activation rises, so the largest value of a window comes of the largest sum, and every other sum of it gets no
/// gradient: the activation's derivative and the gradient of the bias are taken of the pooled images, which are
/// `factor`² times smaller. Sums of the bias' gradient round in another order than with two layers; all else has the
/// same bits.
package struct PooledConvolution: Layer {
  package let convolution: Convolution
  private let pooling: MaxPooling
  private let convolved: Matrix
  private let convolvedGradient: Matrix

  /// A layer for up to `capacity` images whose parameters are called `name.weight` and `name.bias`.
  ///
  /// - Parameter factor: the height and the width of a window.
  package init(
    _ name: String, _ geometry: ConvolutionGeometry, activation: Activation, factor: Int,
    capacity: Int, in layout: inout ParameterLayout
  ) {
    convolution = Convolution(
      name, geometry, activation: activation, capacity: capacity, in: &layout)
    pooling = MaxPooling(geometry.output, factor: factor)
    convolved = Matrix(rows: capacity, columns: geometry.output.count)
    convolvedGradient = Matrix(rows: capacity, columns: geometry.output.count)
  }

  package var inputCount: Int { convolution.inputCount }
  package var outputCount: Int { pooling.outputCount }
  /// The shape of the output.
  var output: FeatureShape { pooling.output }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    let convolved = convolved.prefix(input.rows)
    convolution.forward(input, into: convolved, pass)
    pooling.forward(convolved, into: output, pass)
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    let sumsGradient = convolvedGradient.prefix(input.rows)
    pass.engine.multiply(outputGradient, byDerivativeOf: convolution.activation, at: output)
    pooling.backward(
      outputGradient, input: convolved.prefix(input.rows), output: output, into: sumsGradient, pass)
    convolution.backward(
      ofSums: sumsGradient, adding: outputGradient, self.output, input: input, into: inputGradient,
      pass)
  }
}

extension PooledConvolution {
  /// Both layers' specifications.
  struct Specification: LayerSpecification {
    let convolution: Convolution.Specification
    let pooling: MaxPooling.Specification

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      convolution.outputShape(for: input).flatMap(pooling.outputShape)
    }

    var activation: Activation { convolution.activation }

    var summary: String { "\(convolution.summary) \(pooling.summary)" }

    var moduleCount: Int { convolution.moduleCount + pooling.moduleCount }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      PooledConvolution(
        name, convolution.geometry(input), activation: activation, factor: pooling.factor,
        capacity: builder.capacity, in: &builder.layout)
    }
  }
}
