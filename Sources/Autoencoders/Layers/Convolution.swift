/// A two-dimensional convolution: output[y, x, o] = activation(b[o] + Σ W[o, i, ky, kx] ·
/// input[y · stride + ky, x · stride + kx, i]), W of `[channels, input channels, kernel, kernel]`.
public struct Convolution: Layer {
  public let geometry: ConvolutionGeometry
  public let activation: Activation
  private let product: ConvolutionOperator

  /// A layer for up to `capacity` images whose parameters are called `name.weight` and `name.bias`.
  public init(
    _ name: String, _ geometry: ConvolutionGeometry, activation: Activation, capacity: Int,
    in layout: inout ParameterLayout
  ) {
    self.geometry = geometry
    self.activation = activation
    product = ConvolutionOperator(
      name, geometry, biasCount: geometry.output.channels, capacity: capacity, in: &layout)
  }

  public var inputCount: Int { geometry.input.count }
  public var outputCount: Int { geometry.output.count }

  public func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    product.apply(
      to: input, bias: product.bias.matrix(in: pass.parameters), activation: activation,
      into: output, pass)
  }

  public func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    pass.engine.multiply(outputGradient, byDerivativeOf: activation, at: output)
    product.weightGradient(
      input: input, outputGradient: outputGradient, bias: product.bias.matrix(in: pass.gradients),
      summed: outputGradient, geometry.output, pass)
    if let inputGradient {
      product.applyTransposed(to: outputGradient, into: inputGradient, pass)
    }
  }
}
