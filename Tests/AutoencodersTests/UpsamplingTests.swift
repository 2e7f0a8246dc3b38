import Autoencoders
import Testing

struct UpsamplingTests {
  static let shapes = [
    (FeatureShape(height: 7, width: 7, channels: 32), 2),
    (FeatureShape(height: 4, width: 4, channels: 8), 2),
    (FeatureShape(height: 2, width: 3, channels: 5), 3),
  ]

  private func fixture(_ shape: FeatureShape, _ factor: Int, _ kernels: String?) -> LayerFixture {
    LayerFixture(kernels: kernels) { _ in Upsampling(shape, factor: factor) }
  }

  @Test(arguments: runnableKernels, shapes)
  func repeatsPixels(kernels: String, shape: (FeatureShape, Int)) {
    let (input, factor) = shape
    let fixture = fixture(input, factor, kernels)
    _ = fixture.loss()
    let width = input.width * factor
    for image in 0..<3 {
      let pixels = fixture.input.row(image)
      for (place, value) in fixture.output.row(image).enumerated() {
        let (pixel, channel) = (place / input.channels, place % input.channels)
        let source = pixel / width / factor * input.width + pixel % width / factor
        #expect(value == pixels[source * input.channels + channel])
      }
    }
  }

  @Test(arguments: runnableKernels, shapes)
  func gradientsMatchFiniteDifferences(kernels: String, shape: (FeatureShape, Int)) {
    fixture(shape.0, shape.1, kernels).expectGradients()
  }
}
