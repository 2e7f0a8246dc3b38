import Autoencoders
import TestSupport
import Testing

struct ConvolutionTests {
  struct Case: CustomTestStringConvertible {
    let height, width, inputs, outputs, kernel, stride: Int
    let padding: Padding

    var geometry: ConvolutionGeometry {
      ConvolutionGeometry(
        input: FeatureShape(height: height, width: width, channels: inputs), channels: outputs,
        kernel: kernel, stride: stride, padding: padding)
    }
    var testDescription: String {
      "\(height)x\(width)x\(inputs) to \(outputs), kernel \(kernel), stride \(stride), \(padding)"
    }
  }

  /// The layers of the presets, and sizes that fit no tile, vector or stride.
  static let cases: [Case] = [
    Case(height: 28, width: 28, inputs: 1, outputs: 32, kernel: 3, stride: 1, padding: .same),
    Case(height: 14, width: 14, inputs: 32, outputs: 32, kernel: 3, stride: 1, padding: .same),
    Case(height: 28, width: 28, inputs: 16, outputs: 1, kernel: 3, stride: 1, padding: .same),
    Case(height: 16, width: 16, inputs: 8, outputs: 16, kernel: 3, stride: 1, padding: .valid),
    Case(height: 7, width: 7, inputs: 8, outputs: 8, kernel: 3, stride: 1, padding: .same),
    Case(height: 5, width: 9, inputs: 3, outputs: 5, kernel: 3, stride: 2, padding: .same),
    Case(height: 8, width: 6, inputs: 2, outputs: 33, kernel: 4, stride: 2, padding: .same),
    Case(height: 9, width: 31, inputs: 5, outputs: 1, kernel: 5, stride: 3, padding: .valid),
    Case(height: 6, width: 7, inputs: 17, outputs: 40, kernel: 1, stride: 1, padding: .same),
    Case(height: 4, width: 4, inputs: 1, outputs: 1, kernel: 2, stride: 1, padding: .valid),
  ]

  private func fixture(
    _ geometry: ConvolutionGeometry, _ activation: Activation = .identity, kernels: String? = nil,
    images: Int = 2, threads: Int = 1
  ) -> LayerFixture {
    LayerFixture(images: images, kernels: kernels, threads: threads) {
      Convolution("layer", geometry, activation: activation, capacity: images, in: &$0)
    }
  }

  /// Zeros around an image, as the documentation of `Padding` says.
  private func zerosBefore(_ size: Int, _ windows: Int, _ geometry: ConvolutionGeometry) -> Int {
    max((windows - 1) * geometry.stride + geometry.kernel - size, 0) / 2
  }

  /// The definition, in float64.
  private func expected(_ fixture: LayerFixture, _ geometry: ConvolutionGeometry, _ image: Int)
    -> [Double]
  {
    let (input, output, k) = (geometry.input, geometry.output, geometry.kernel)
    let isSame = geometry.output.height == (input.height + geometry.stride - 1) / geometry.stride
    let top = isSame ? zerosBefore(input.height, output.height, geometry) : 0
    let left = isSame ? zerosBefore(input.width, output.width, geometry) : 0
    let pixels = fixture.input.row(image), parameters = fixture.pass.parameters.floats
    guard let bias = fixture.parameter("layer.bias") else { return [] }
    var result: [Double] = []
    for y in 0..<output.height {
      for x in 0..<output.width {
        for o in 0..<output.channels {
          var sum = Double(parameters[bias.offset + o])
          for ky in 0..<k {
            for kx in 0..<k {
              let (row, column) = (y * geometry.stride + ky - top, x * geometry.stride + kx - left)
              guard (0..<input.height).contains(row), (0..<input.width).contains(column) else {
                continue
              }
              for i in 0..<input.channels {
                sum +=
                  Double(parameters[((o * input.channels + i) * k + ky) * k + kx])
                  * Double(pixels[(row * input.width + column) * input.channels + i])
              }
            }
          }
          result.append(sum)
        }
      }
    }
    return result
  }

  @Test(arguments: runnableKernels, cases)
  func computesItsDefinition(kernels: String, shape: Case) {
    let geometry = shape.geometry
    let fixture = fixture(geometry, kernels: kernels)
    _ = fixture.loss()
    let terms = shape.kernel * shape.kernel * shape.inputs + 2
    for image in 0..<2 {
      let expected = expected(fixture, geometry, image)
      #expect(expected.count == fixture.output.columns)
      let worst = zip(fixture.output.row(image), expected).map { abs(Double($0) - $1) }.max() ?? 1
      #expect(worst <= Double(terms) * 1.2e-7)
    }
  }

  @Test(arguments: runnableKernels, cases)
  func gradientsMatchFiniteDifferences(kernels: String, shape: Case) {
    fixture(shape.geometry, kernels: kernels).expectGradients(count: 40)
  }

  @Test(arguments: Activation.allCases)
  func gradientsPassThroughActivations(activation: Activation) {
    fixture(Self.cases[4].geometry, activation).expectGradients()
  }

  @Test(arguments: cases)
  func accumulatesOverSlices(shape: Case) {
    let fixture = fixture(shape.geometry)
    _ = fixture.backward()
    let once = fixture.pass.gradients.floats
    var pass = fixture.pass
    pass.continuesBatch = true
    _ = fixture.backward(pass)
    for (twice, once) in zip(pass.gradients.floats, once) { #expect(twice == 2 * once) }
  }

  @Test(.mustEnd, arguments: cases)
  func bitsDoNotDependOnThreads(shape: Case) {
    let one = fixture(shape.geometry, images: 5),
      three = fixture(shape.geometry, images: 5, threads: 3)
    let gradients = (one.backward().floats, three.backward().floats)
    #expect(one.output.floats == three.output.floats)
    #expect(gradients.0 == gradients.1)
    #expect(one.pass.gradients.floats == three.pass.gradients.floats)
  }
}
