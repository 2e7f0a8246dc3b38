import Autoencoders
import TestSupport
import Testing

struct PooledConvolutionTests {
  struct Case: CustomTestStringConvertible {
    let height, width, inputs, outputs, factor: Int
    var kernel = 3
    var stride = 1
    var padding = Padding.same
    var activation = Activation.relu

    var geometry: ConvolutionGeometry {
      ConvolutionGeometry(
        input: FeatureShape(height: height, width: width, channels: inputs), channels: outputs,
        kernel: kernel, stride: stride, padding: padding)
    }
    var testDescription: String {
      "\(height)x\(width)x\(inputs) to \(outputs) \(activation), kernel \(kernel), \(padding), pool \(factor)"
    }
  }

  /// The layers of the presets, and windows that hang over the border.
  static let cases: [Case] = [
    Case(height: 14, width: 14, inputs: 16, outputs: 8, factor: 2),
    Case(height: 28, width: 28, inputs: 1, outputs: 32, factor: 2),
    Case(height: 7, width: 7, inputs: 8, outputs: 8, factor: 2, activation: .sigmoid),
    Case(height: 5, width: 8, inputs: 3, outputs: 5, factor: 3, activation: .tanh),
    Case(height: 7, width: 5, inputs: 2, outputs: 1, factor: 4, padding: .valid),
    Case(
      height: 9, width: 6, inputs: 2, outputs: 33, factor: 2, kernel: 2, stride: 2,
      activation: .identity),
  ]

  private func pooled(
    _ shape: Case, kernels: String? = nil, images: Int = 2, threads: Int = 1
  ) -> LayerFixture {
    LayerFixture(images: images, kernels: kernels, threads: threads) {
      PooledConvolution(
        "layer", shape.geometry, activation: shape.activation, factor: shape.factor,
        capacity: images, in: &$0)
    }
  }

  /// Only the gradient of the bias is summed in another order.
  @Test(arguments: runnableKernels, cases)
  func computesWhatTwoLayersDo(kernels: String, shape: Case) throws {
    let one = pooled(shape, kernels: kernels)
    let two = LayerFixture(images: 2, kernels: kernels) {
      TwoLayers(
        Convolution("layer", shape.geometry, activation: shape.activation, capacity: 2, in: &$0),
        MaxPooling(shape.geometry.output, factor: shape.factor), images: 2)
    }
    #expect(one.layout.parameters == two.layout.parameters)
    let gradients = (one.backward(), two.backward())
    #expect(one.output.floats == two.output.floats)
    #expect(gradients.0.floats == gradients.1.floats)
    let weight = try #require(one.parameter("layer.weight"))
    let bias = try #require(one.parameter("layer.bias"))
    #expect(
      one.pass.gradients.floats(weight.range) == two.pass.gradients.floats(weight.range))
    // Two sums of at most so many terms in [-1, 1], each by its own order.
    let tolerance = Float(2 * 2 * shape.geometry.output.pixels) * .ulpOfOne
    let biases = (
      one.pass.gradients.floats(bias.range), two.pass.gradients.floats(bias.range)
    )
    let worst = zip(biases.0, biases.1).map { abs($0 - $1) }.max() ?? 1
    #expect(worst <= tolerance)
  }

  @Test(arguments: cases)
  func accumulatesOverSlices(shape: Case) {
    let fixture = pooled(shape)
    _ = fixture.backward()
    let once = fixture.pass.gradients.floats
    var pass = fixture.pass
    pass.continuesBatch = true
    _ = fixture.backward(pass)
    for (twice, once) in zip(pass.gradients.floats, once) { #expect(twice == 2 * once) }
  }

  @Test(.mustEnd, arguments: cases)
  func bitsDoNotDependOnThreads(shape: Case) {
    let one = pooled(shape, images: 5), three = pooled(shape, images: 5, threads: 3)
    let gradients = (one.backward().floats, three.backward().floats)
    #expect(one.output.floats == three.output.floats)
    #expect(gradients.0 == gradients.1)
    #expect(one.pass.gradients.floats == three.pass.gradients.floats)
  }

  /// A model has the same parameters as with two layers; what stands between them keeps them apart.
  @Test func isMadeOfTwoLayersOfAModel() throws {
    let encoder: [LayerConfiguration] = [
      .convolution(channels: 4, .relu), .maxPooling(2), .upsampling(2),
      .convolution(channels: 3, .relu), .maxPooling(2), .convolution(channels: 2, .relu), .skip,
      .maxPooling(3), .convolution(channels: 5, stride: 2, .tanh), .maxPooling(2),
    ]
    var merged = LayerBuilder(capacity: 2), plain = LayerBuilder(capacity: 2)
    plain.mergesLayers = false
    let shape = FeatureShape(height: 24, width: 30, channels: 1)
    let one = merged.layers(encoder, name: "encoder", input: shape)
    let two = plain.layers(encoder, name: "encoder", input: shape)
    #expect(one.filter { $0 is PooledConvolution }.count == 2)
    #expect(one.count == 7 && two.count == 10)
    #expect(merged.layout.parameters == plain.layout.parameters)
    #expect(one.last?.outputCount == two.last?.outputCount)
  }
}
