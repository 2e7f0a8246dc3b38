import Autoencoders
import Testing

struct DenseTests {
  private func fixture(_ activation: Activation, stacked: Bool = false, kernels: String? = nil)
    -> LayerFixture
  {
    LayerFixture(images: 5, kernels: kernels) {
      stacked
        ? Dense(
          stacked: ["a", "b", "c"], inputCount: 7, outputCount: 3, activation: activation, in: &$0)
        : Dense("layer", inputCount: 7, outputCount: 9, activation: activation, in: &$0)
    }
  }

  @Test(arguments: Activation.allCases, [false, true])
  func gradientsMatchFiniteDifferences(activation: Activation, stacked: Bool) {
    fixture(activation, stacked: stacked).expectGradients()
  }

  @Test func accumulatesOverSlices() {
    let fixture = fixture(.relu)
    _ = fixture.backward()
    let once = fixture.pass.gradients.floats
    var pass = fixture.pass
    pass.continuesBatch = true
    _ = fixture.backward(pass)
    for (twice, once) in zip(pass.gradients.floats, once) { #expect(abs(twice - 2 * once) < 1e-5) }
  }

  @Test func computesItsFormula() {
    let fixture = fixture(.identity)
    _ = fixture.loss()
    let parameters = fixture.pass.parameters
    for row in 0..<5 {
      for unit in 0..<9 {
        let expected = (0..<7).reduce(Double(parameters[64 + unit])) {
          $0 + Double(parameters[unit * 7 + $1]) * Double(fixture.input[row, $1])
        }
        #expect(abs(Double(fixture.output[row, unit]) - expected) < 1e-6)
      }
    }
  }

  @Test func namesParametersAsPyTorchDoes() {
    var layout = ParameterLayout()
    _ = Dense("encoder.0", inputCount: 3, outputCount: 2, activation: .relu, in: &layout)
    #expect(layout.parameters.map(\.name) == ["encoder.0.weight", "encoder.0.bias"])
    #expect(layout.parameters.map(\.shape) == [[2, 3], [2]])
    #expect(layout.parameterCount == 8)
  }
}
