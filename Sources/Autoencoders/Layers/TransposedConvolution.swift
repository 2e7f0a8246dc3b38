/// A transposed convolution, the input gradient of a convolution from its output's shape to its
/// input's: W of `[input channels, channels, kernel, kernel]`, as PyTorch's ConvTranspose2d.
package struct TransposedConvolution: Layer {
  /// The convolution that this layer transposes.
  package let geometry: ConvolutionGeometry
  package let activation: Activation
  private let product: ConvolutionOperator

  /// A layer from `geometry.output` to `geometry.input`, for up to `capacity` images, whose parameters
  /// are called `name.weight` and `name.bias`.
  package init(
    _ name: String, _ geometry: ConvolutionGeometry, activation: Activation, capacity: Int,
    in layout: inout ParameterLayout
  ) {
    self.init(
      geometry, weight: .parameter(layout.addWeight(name, geometry)),
      bias: layout.addBias(name, channels: geometry.input.channels), activation: activation,
      capacity: capacity)
  }

  /// A layer whose parameters have places already.
  init(
    _ geometry: ConvolutionGeometry, weight: ConvolutionWeight, bias: Parameter,
    activation: Activation, capacity: Int
  ) {
    self.geometry = geometry
    self.activation = activation
    product = ConvolutionOperator(geometry, weight: weight, bias: bias, capacity: capacity)
  }

  package var inputCount: Int { geometry.output.count }
  package var outputCount: Int { geometry.input.count }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    product.applyTransposed(
      to: input, bias: product.bias.matrix(in: pass.parameters), activation: activation,
      into: output, pass)
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    pass.engine.multiply(outputGradient, byDerivativeOf: activation, at: output)
    product.pad(outputGradient, pass)
    product.weightGradient(
      input: outputGradient, outputGradient: input, bias: product.bias.matrix(in: pass.gradients),
      summed: outputGradient, geometry.input, pass)
    if let inputGradient { product.apply(to: outputGradient, into: inputGradient, pass) }
  }
}

extension TransposedConvolution {
  /// A transposed convolution to so many channels and images `stride` times as large.
  struct Specification: LayerSpecification {
    let channels: Int
    let kernel: Int
    let stride: Int
    let activation: Activation

    private func geometry(_ input: FeatureShape) -> ConvolutionGeometry {
      ConvolutionGeometry(
        transposedFrom: input, channels: channels, kernel: kernel, stride: stride)
    }

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      guard ConvolutionGeometry.allows(channels: channels, kernel: kernel, stride: stride) else {
        return nil
      }
      return geometry(input).input
    }

    func parameterCount(from input: FeatureShape, to output: FeatureShape) -> Int {
      (input.channels * kernel * kernel + 1) * output.channels
    }

    var summary: String {
      "deconv\(channels)" + (kernel == 3 ? "" : "k\(kernel)") + (stride == 2 ? "" : "s\(stride)")
        + activation.suffix
    }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      TransposedConvolution(
        name, geometry(input), activation: activation, capacity: builder.capacity,
        in: &builder.layout)
    }
  }
}
