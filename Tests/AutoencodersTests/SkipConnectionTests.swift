import Autoencoders
import Testing

struct SkipConnectionTests {
  /// Both ends with nothing in between: two channels become four.
  private struct Detour: Layer {
    let start: SkipStart
    let end: SkipEnd
    let middle: Matrix
    let middleGradient: Matrix

    init(_ shape: FeatureShape, capacity: Int) {
      let connection = SkipConnection(shape, capacity: capacity)
      start = SkipStart(connection: connection)
      end = SkipEnd(connection: connection, input: shape)
      middle = Matrix(rows: capacity, columns: shape.count)
      middleGradient = Matrix(rows: capacity, columns: shape.count)
    }

    var inputCount: Int { start.inputCount }
    var outputCount: Int { end.outputCount }

    func forward(_ input: Matrix, into output: Matrix, _ pass: Pass) {
      start.forward(input, into: middle, pass)
      end.forward(middle, into: output, pass)
    }

    func backward(
      _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
      _ pass: Pass
    ) {
      end.backward(
        outputGradient, input: middle, output: output, into: middleGradient, pass)
      start.backward(
        middleGradient, input: input, output: middle, into: inputGradient, pass)
    }
  }

  private func fixture() -> LayerFixture {
    LayerFixture { _ in
      Detour(FeatureShape(height: 3, width: 4, channels: 2), capacity: 3)
    }
  }

  @Test func gradientsMatchFiniteDifferences() { fixture().expectGradients() }

  @Test func appendsTheChannelsThatWentIn() {
    let fixture = fixture()
    _ = fixture.loss()
    for image in 0..<3 {
      let (pixels, output) = (fixture.input.row(image), fixture.output.row(image))
      for pixel in 0..<12 {
        let both = Array(pixels[2 * pixel..<2 * pixel + 2])
        #expect(Array(output[4 * pixel..<4 * pixel + 4]) == both + both)
      }
    }
  }

  /// Codes that were not encoded just now have nothing for a skip connection to carry.
  @Test func appendsZerosWhereNothingIsCarried() {
    let fixture = fixture()
    _ = fixture.loss()
    var pass = fixture.pass
    pass.carriesSkips = false
    fixture.layer.forward(fixture.input, into: fixture.output, pass)
    for pixel in 0..<12 {
      #expect(Array(fixture.output.row(0)[4 * pixel + 2..<4 * pixel + 4]) == [0, 0])
    }
  }

  @Test func aUNetTrains() {
    ModelFixture(
      "U-Net",
      ModelConfiguration(
        imageHeight: 4, imageWidth: 4,
        encoder: [.convolution(channels: 3, .tanh), .skip, .maxPooling(2)], latent: .deterministic,
        decoder: [
          .convolution(channels: 2, .tanh), .upsampling(2), .join(channels: 3),
          .convolution(channels: 1, .identity),
        ])
    ).expectGradients()
  }

  @Test(arguments: [
    [LayerConfiguration.skip], [.join(channels: 1)], [.skip, .join(channels: 2)],
    [.skip, .maxPooling(2), .join(channels: 1)],
  ])
  func bothEndsMustMatch(layers: [LayerConfiguration]) {
    let model = ModelConfiguration(
      imageHeight: 4, imageWidth: 4, encoder: layers + [.flatten, .dense(3, .relu)],
      latent: .deterministic, decoder: [.dense(16, .identity)])
    #expect(throws: ModelConfigurationError.skipConnections) { try model.validate() }
  }
}
