/// A transposed convolution, the input gradient of a convolution from its output's shape to its
/// input's: W of `[input channels, channels, kernel, kernel]`, as PyTorch's ConvTranspose2d.
public struct TransposedConvolution: Layer {
  /// The convolution that this layer transposes.
  public let geometry: ConvolutionGeometry
  public let activation: Activation
  private let product: ConvolutionOperator

  /// A layer from `geometry.output` to `geometry.input`, for up to `capacity` images, whose parameters
  /// are called `name.weight` and `name.bias`.
  public init(
    _ name: String, _ geometry: ConvolutionGeometry, activation: Activation, capacity: Int,
    in layout: inout ParameterLayout
  ) {
    self.geometry = geometry
    self.activation = activation
    product = ConvolutionOperator(
      name, geometry, biasCount: geometry.input.channels, capacity: capacity, in: &layout)
  }

  public var inputCount: Int { geometry.output.count }
  public var outputCount: Int { geometry.input.count }

  public func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    product.applyTransposed(
      to: input, bias: product.bias.matrix(in: pass.parameters), activation: activation,
      into: output, pass)
  }

  public func backward(
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
