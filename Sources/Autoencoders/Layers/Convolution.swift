/// A two-dimensional convolution: output[y, x, o] = activation(b[o] + Σ W[o, i, ky, kx] ·
/// input[y · stride + ky, x · stride + kx, i]), W of `[channels, input channels, kernel, kernel]`.
package struct Convolution: Layer {
  package let geometry: ConvolutionGeometry
  package let activation: Activation
  let weight: Parameter
  private let product: ConvolutionOperator

  /// A layer for up to `capacity` images whose parameters are called `name.weight` and `name.bias`.
  package init(
    _ name: String, _ geometry: ConvolutionGeometry, activation: Activation, capacity: Int,
    in layout: inout ParameterLayout
  ) {
    self.geometry = geometry
    self.activation = activation
    weight = layout.addWeight(name, geometry)
    product = ConvolutionOperator(
      geometry, weight: .parameter(weight),
      bias: layout.addBias(name, channels: geometry.output.channels), capacity: capacity)
  }

  package var inputCount: Int { geometry.input.count }
  package var outputCount: Int { geometry.output.count }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    product.apply(
      to: input, bias: product.bias.matrix(in: pass.parameters), activation: activation,
      into: output, pass)
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    pass.engine.multiply(outputGradient, byDerivativeOf: activation, at: output)
    backward(
      ofSums: outputGradient, adding: outputGradient, geometry.output, input: input,
      into: inputGradient, pass)
  }

  /// Propagates the gradient of the sums that the activation is applied to.
  ///
  /// - Parameters:
  ///   - summed: images of `shape` whose pixels add up to what those of `sumsGradient` do, the gradient of the bias.
  func backward(
    ofSums sumsGradient: Matrix, adding summed: Matrix, _ shape: FeatureShape, input: Matrix,
    into inputGradient: Matrix?, _ pass: Pass
  ) {
    product.weightGradient(
      input: input, outputGradient: sumsGradient, bias: product.bias.matrix(in: pass.gradients),
      summed: summed, shape, pass)
    if let inputGradient { product.applyTransposed(to: sumsGradient, into: inputGradient, pass) }
  }
}

extension Convolution {
  /// A convolution to so many channels.
  struct Specification: LayerSpecification {
    let channels: Int
    let kernel: Int
    let stride: Int
    let padding: Padding
    let activation: Activation

    func geometry(_ input: FeatureShape) -> ConvolutionGeometry {
      ConvolutionGeometry(
        input: input, channels: channels, kernel: kernel, stride: stride, padding: padding)
    }

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      guard ConvolutionGeometry.allows(channels: channels, kernel: kernel, stride: stride) else {
        return nil
      }
      let output = geometry(input).output
      return output.count > 0 ? output : nil
    }

    func parameterCount(from input: FeatureShape, to output: FeatureShape) -> Int {
      (input.channels * kernel * kernel + 1) * output.channels
    }

    func merged(with next: any LayerSpecification) -> (any LayerSpecification)? {
      (next as? MaxPooling.Specification).map {
        PooledConvolution.Specification(convolution: self, pooling: $0)
      }
    }

    var summary: String {
      "conv\(channels)" + (kernel == 3 ? "" : "k\(kernel)") + (stride == 1 ? "" : "s\(stride)")
        + (padding == .valid ? "valid" : "") + activation.suffix
    }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      Convolution(
        name, geometry(input), activation: activation, capacity: builder.capacity,
        in: &builder.layout)
    }
  }
}
