import Autoencoders
import Testing

struct MaxPoolingTests {
  static let shapes = [
    (FeatureShape(height: 28, width: 28, channels: 16), 2),
    (FeatureShape(height: 7, width: 7, channels: 8), 2),
    (FeatureShape(height: 5, width: 8, channels: 3), 3),
    (FeatureShape(height: 4, width: 4, channels: 33), 4),
    (FeatureShape(height: 7, width: 5, channels: 1), 4),
  ]

  private func fixture(_ shape: FeatureShape, _ factor: Int, _ kernels: String? = nil)
    -> LayerFixture
  {
    LayerFixture(kernels: kernels) { _ in MaxPooling(shape, factor: factor) }
  }

  @Test(arguments: runnableKernels, shapes)
  func takesTheLargestOfEachWindow(kernels: String, shape: (FeatureShape, Int)) {
    let (input, factor) = shape
    let fixture = fixture(input, factor, kernels)
    _ = fixture.loss()
    let (rows, columns) = (input.height + factor - 1, input.width + factor - 1)
    let (height, width) = (rows / factor, columns / factor)
    #expect(fixture.layer.outputCount == height * width * input.channels)
    let (top, left) = ((height * factor - input.height) / 2, (width * factor - input.width) / 2)
    for image in 0..<3 {
      let pixels = fixture.input.row(image), output = fixture.output.row(image)
      for y in 0..<height {
        for x in 0..<width {
          for c in 0..<input.channels {
            let window = (0..<factor * factor).compactMap { place -> Float? in
              let (row, column) = (
                y * factor + place / factor - top, x * factor + place % factor - left
              )
              guard (0..<input.height).contains(row), (0..<input.width).contains(column) else {
                return nil
              }
              return pixels[(row * input.width + column) * input.channels + c]
            }
            #expect(output[(y * width + x) * input.channels + c] == window.max())
          }
        }
      }
    }
  }

  @Test(arguments: runnableKernels, shapes)
  func gradientsMatchFiniteDifferences(kernels: String, shape: (FeatureShape, Int)) {
    fixture(shape.0, shape.1, kernels).expectGradients()
  }

  @Test(arguments: runnableKernels)
  func theFirstOfEqualsTakesTheGradient(kernels: String) {
    let fixture = fixture(FeatureShape(height: 2, width: 2, channels: 1), 2, kernels)
    for image in 0..<3 { fixture.input.setRow(image, to: [0, 1, 1, 0]) }
    let gradient = fixture.backward()
    for image in 0..<3 {
      let row = gradient.row(image)
      #expect(row[1] != 0 && row[0] == 0 && row[2] == 0 && row[3] == 0)
    }
  }
}
