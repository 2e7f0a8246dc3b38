/// Nearest upsampling and a convolution as one layer: images are never made large before they are convolved,
/// and most pixels of a window, being copies of one, are multiplied once.
///
/// With a factor of 2 and windows of 3x3 an output sums over 2x2 pixels instead of 3x3. Its weights are sums
/// of the convolution's, so what comes out differs from the two layers' by rounding: relative to the sum of the terms'
/// magnitudes, by at most twice as many units in the last place as there are terms, as both sums round.
package struct UpsampledConvolution: Layer {
  private let kernel: SpreadKernel
  /// Both layers together, with the weights that `kernel` makes.
  private let transposed: TransposedConvolution

  /// A layer for up to `capacity` images whose parameters are called `name.weight` and `name.bias`.
  ///
  /// - Parameter convolution: what follows the upsampling by `factor` of images of `input`.
  package init(
    _ name: String, from input: FeatureShape, factor: Int, _ convolution: ConvolutionGeometry,
    activation: Activation, capacity: Int, in layout: inout ParameterLayout
  ) {
    kernel = SpreadKernel(layout.addWeight(name, convolution), factor: factor)
    transposed = TransposedConvolution(
      ConvolutionGeometry(upsampling: input, factor: factor, before: convolution),
      weight: .spread(kernel),
      bias: layout.addBias(name, channels: convolution.output.channels), activation: activation,
      capacity: capacity)
  }

  package var activation: Activation { transposed.activation }
  package var inputCount: Int { transposed.inputCount }
  package var outputCount: Int { transposed.outputCount }
  /// The shape of the output.
  var output: FeatureShape { transposed.geometry.input }

  package func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
    if !pass.continuesBatch { kernel.spread(pass) }
    transposed.forward(input, into: output, pass)
  }

  package func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass
  ) {
    transposed.backward(
      outputGradient, input: input, output: output, into: inputGradient, pass)
    kernel.fold(pass)
  }
}

extension UpsampledConvolution {
  /// Both layers' specifications.
  struct Specification: LayerSpecification {
    private let upsampling: Upsampling.Specification
    private let convolution: Convolution.Specification

    /// Beyond this, weights that are copied for each phase would cost more than is saved.
    private static let greatestFactor = 4

    /// Nil where two layers do as well: windows of one pixel save nothing.
    init?(upsampling: Upsampling.Specification, convolution: Convolution.Specification) {
      guard (2...Self.greatestFactor).contains(upsampling.factor), convolution.kernel > 1,
        convolution.stride == 1
      else { return nil }
      self.upsampling = upsampling
      self.convolution = convolution
    }

    func outputShape(for input: FeatureShape) -> FeatureShape? {
      upsampling.outputShape(for: input).flatMap(convolution.outputShape)
    }

    var activation: Activation { convolution.activation }

    var summary: String { "\(upsampling.summary) \(convolution.summary)" }

    var moduleCount: Int { upsampling.moduleCount + convolution.moduleCount }

    var moduleOfParameters: Int { upsampling.moduleCount }

    func makeLayer(
      _ name: String, input: FeatureShape, in builder: inout LayerBuilder
    ) -> any Layer {
      UpsampledConvolution(
        name, from: input, factor: upsampling.factor,
        convolution.geometry(upsampling.outputShape(for: input) ?? input), activation: activation,
        capacity: builder.capacity, in: &builder.layout)
    }
  }
}
