import Autoencoders
import Testing

struct TransposedConvolutionTests {
  struct Case: CustomTestStringConvertible {
    let height, width, inputs, outputs, kernel, stride: Int

    var geometry: ConvolutionGeometry {
      ConvolutionGeometry(
        transposedFrom: FeatureShape(height: height, width: width, channels: inputs),
        channels: outputs, kernel: kernel, stride: stride)
    }
    var testDescription: String {
      "\(height)x\(width)x\(inputs) to \(outputs), kernel \(kernel), stride \(stride)"
    }
  }

  static let cases: [Case] = [
    Case(height: 7, width: 7, inputs: 16, outputs: 8, kernel: 3, stride: 2),
    Case(height: 4, width: 5, inputs: 3, outputs: 5, kernel: 4, stride: 2),
    Case(height: 3, width: 4, inputs: 2, outputs: 1, kernel: 2, stride: 2),
    Case(height: 5, width: 5, inputs: 4, outputs: 6, kernel: 3, stride: 1),
    Case(height: 3, width: 3, inputs: 5, outputs: 2, kernel: 2, stride: 3),
  ]

  private func fixture(_ shape: Case, kernels: String? = nil) -> LayerFixture {
    LayerFixture(images: 2, kernels: kernels) {
      TransposedConvolution("layer", shape.geometry, activation: .identity, capacity: 2, in: &$0)
    }
  }

  /// Each input pixel spreads its value over a window: the definition, in float64.
  @Test(arguments: runnableKernels, cases)
  func computesItsDefinition(kernels: String, shape: Case) throws {
    let fixture = fixture(shape, kernels: kernels)
    _ = fixture.loss()
    let (k, stride) = (shape.kernel, shape.stride)
    let (height, width) = (shape.height * stride, shape.width * stride)
    #expect(fixture.layer.outputCount == height * width * shape.outputs)
    let before = max(k - stride, 0) / 2
    let parameters = fixture.pass.parameters.floats
    let bias = try #require(fixture.parameter("layer.bias"))
    for image in 0..<2 {
      var expected = (0..<height * width * shape.outputs).map {
        Double(parameters[bias.offset + $0 % shape.outputs])
      }
      let pixels = fixture.input.row(image)
      for y in 0..<shape.height {
        for x in 0..<shape.width {
          for ky in 0..<k {
            for kx in 0..<k {
              let (row, column) = (y * stride + ky - before, x * stride + kx - before)
              guard (0..<height).contains(row), (0..<width).contains(column) else { continue }
              for o in 0..<shape.outputs {
                for i in 0..<shape.inputs {
                  expected[(row * width + column) * shape.outputs + o] +=
                    Double(parameters[((i * shape.outputs + o) * k + ky) * k + kx])
                    * Double(pixels[(y * shape.width + x) * shape.inputs + i])
                }
              }
            }
          }
        }
      }
      let worst = zip(fixture.output.row(image), expected).map { abs(Double($0) - $1) }.max() ?? 1
      #expect(worst <= Double(k * k * shape.inputs + 2) * 1.2e-7)
    }
  }

  @Test(arguments: runnableKernels, cases)
  func gradientsMatchFiniteDifferences(kernels: String, shape: Case) {
    fixture(shape, kernels: kernels).expectGradients()
  }
}
