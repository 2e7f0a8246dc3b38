import Autoencoders
import TestSupport
import Testing

struct UpsampledConvolutionTests {
  struct Case: CustomTestStringConvertible {
    let height, width, inputs, outputs, factor, kernel: Int
    let padding: Padding

    var input: FeatureShape { FeatureShape(height: height, width: width, channels: inputs) }
    /// The convolution that follows.
    var convolution: ConvolutionGeometry {
      ConvolutionGeometry(
        input: Upsampling(input, factor: factor).output, channels: outputs, kernel: kernel,
        padding: padding)
    }
    var testDescription: String {
      "\(height)x\(width)x\(inputs) \(factor) times to \(outputs), kernel \(kernel), \(padding)"
    }
  }

  /// The layers of the presets, and sizes that fit no phase, tile or vector.
  static let cases: [Case] = [
    Case(height: 7, width: 7, inputs: 32, outputs: 32, factor: 2, kernel: 3, padding: .same),
    Case(height: 14, width: 14, inputs: 16, outputs: 1, factor: 2, kernel: 3, padding: .same),
    Case(height: 8, width: 8, inputs: 8, outputs: 16, factor: 2, kernel: 3, padding: .valid),
    Case(height: 5, width: 9, inputs: 3, outputs: 5, factor: 2, kernel: 3, padding: .same),
    Case(height: 4, width: 3, inputs: 2, outputs: 33, factor: 2, kernel: 4, padding: .same),
    Case(height: 5, width: 6, inputs: 5, outputs: 2, factor: 3, kernel: 3, padding: .same),
    Case(height: 6, width: 9, inputs: 8, outputs: 1, factor: 2, kernel: 4, padding: .valid),
    Case(height: 3, width: 4, inputs: 17, outputs: 9, factor: 4, kernel: 5, padding: .same),
    Case(height: 4, width: 5, inputs: 3, outputs: 4, factor: 3, kernel: 2, padding: .valid),
    Case(height: 2, width: 2, inputs: 1, outputs: 1, factor: 3, kernel: 6, padding: .valid),
  ]

  private func fixture(
    _ shape: Case, _ activation: Activation = .identity, kernels: String? = nil, images: Int = 2,
    threads: Int = 1
  ) -> LayerFixture {
    LayerFixture(images: images, kernels: kernels, threads: threads) {
      UpsampledConvolution(
        "layer", from: shape.input, factor: shape.factor, shape.convolution,
        activation: activation, capacity: images, in: &$0)
    }
  }

  /// The two layers, one after the other: the reference.
  private func twoLayers(_ shape: Case, kernels: String?) -> LayerFixture {
    LayerFixture(images: 2, kernels: kernels) {
      TwoLayers(
        Upsampling(shape.input, factor: shape.factor),
        Convolution("layer", shape.convolution, activation: .identity, capacity: 2, in: &$0),
        images: 2)
    }
  }

  /// Rounding errors of two sums of `terms` products of numbers in [-1, 1], each by its own order.
  private func tolerance(terms: Int) -> Float { Float(2 * terms + 4) * .ulpOfOne }

  @Test(arguments: runnableKernels, cases)
  func computesWhatTwoLayersDo(kernels: String, shape: Case) {
    let one = fixture(shape, kernels: kernels), two = twoLayers(shape, kernels: kernels)
    #expect(one.layout.parameters == two.layout.parameters)
    let gradients = (one.backward(), two.backward())
    let window = shape.kernel * shape.kernel
    expectClose(one.output, two.output, tolerance(terms: window * shape.inputs))
    expectClose(
      gradients.0, gradients.1,
      tolerance(terms: window * shape.factor * shape.factor * shape.outputs))
    let pixels = shape.convolution.output.pixels * 2
    let worst =
      zip(one.pass.gradients.floats, two.pass.gradients.floats)
      .map { abs($0 - $1) }.max() ?? 1
    #expect(worst <= tolerance(terms: pixels))
  }

  private func expectClose(_ one: Matrix, _ two: Matrix, _ tolerance: Float) {
    #expect(one.columns == two.columns)
    for row in 0..<2 {
      let worst = zip(one.row(row), two.row(row)).map { abs($0 - $1) }.max() ?? 1
      #expect(worst <= tolerance)
    }
  }

  @Test(arguments: runnableKernels, cases)
  func gradientsMatchFiniteDifferences(kernels: String, shape: Case) {
    fixture(shape, kernels: kernels).expectGradients(count: 40)
  }

  @Test(arguments: Activation.allCases)
  func gradientsPassThroughActivations(activation: Activation) {
    let small = Case(
      height: 3, width: 4, inputs: 1, outputs: 1, factor: 2, kernel: 2, padding: .valid)
    fixture(small, activation).expectGradients()
  }

  @Test(arguments: cases)
  func accumulatesOverSlices(shape: Case) {
    let fixture = fixture(shape)
    _ = fixture.backward()
    let once = fixture.pass.gradients.floats
    var pass = fixture.pass
    pass.continuesBatch = true
    _ = fixture.backward(pass)
    for (twice, once) in zip(pass.gradients.floats, once) { #expect(twice == 2 * once) }
  }

  @Test(.mustEnd, arguments: cases)
  func bitsDoNotDependOnThreads(shape: Case) {
    let one = fixture(shape, images: 5), three = fixture(shape, images: 5, threads: 3)
    let gradients = (one.backward().floats, three.backward().floats)
    #expect(one.output.floats == three.output.floats)
    #expect(gradients.0 == gradients.1)
    #expect(one.pass.gradients.floats == three.pass.gradients.floats)
  }

  /// Rounding is all that training differs by. It grows with the steps, as units near their thresholds fall on
  /// other sides: of 4 steps' losses the worst differs by 5e-9, of 20 by 5e-6 of itself.
  @Test(arguments: runnableKernels)
  func trainsAsTwoLayersDo(kernels: String) throws {
    let preset = try #require(Preset.named("conv"))
    let losses = try [true, false].map { mergesLayers in
      let trainer = SmallRun.trainer(
        preset, epochs: 20, kernels: kernels, mergesLayers: mergesLayers)
      return try (0..<20).map { _ in
        defer { if trainer.isEpochComplete { trainer.beginNextEpoch() } }
        return try trainer.step().loss.total
      }
    }
    let differences = zip(losses[0], losses[1]).map { abs($0 - $1) / $1 }
    #expect(differences.prefix(4).max() ?? 1 <= 1e-7)
    #expect(differences.max() ?? 1 <= 1e-4)
    #expect(losses[0] != losses[1])
  }

  /// A model has the same parameters as with two layers, and makes nearly the same of its codes.
  @Test func isMadeOfTwoLayersOfAModel() throws {
    let decoder: [LayerConfiguration] = [
      .upsampling(2), .convolution(channels: 4, .relu), .upsampling(2), .skip,
      .upsampling(3), .convolution(channels: 2, stride: 2, .relu), .upsampling(5),
      .convolution(channels: 1, .identity), .upsampling(2),
      .convolution(channels: 1, padding: .valid, .sigmoid),
    ]
    var merged = LayerBuilder(capacity: 2), plain = LayerBuilder(capacity: 2)
    plain.mergesLayers = false
    let shape = FeatureShape(height: 2, width: 3, channels: 5)
    let one = merged.layers(decoder, name: "decoder", input: shape)
    let two = plain.layers(decoder, name: "decoder", input: shape)
    #expect(one.count == 8 && two.count == 10)
    #expect(one.filter { $0 is UpsampledConvolution }.count == 2)
    #expect(merged.layout.parameters == plain.layout.parameters)
    #expect(one.last?.outputCount == two.last?.outputCount)
  }
}
