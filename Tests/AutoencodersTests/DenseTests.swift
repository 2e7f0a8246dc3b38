import Autoencoders
import Testing

struct DenseTests {
  /// A layer, an input, and a loss that is a random weighted sum of its output.
  struct Fixture {
    let layer: Dense
    let pass: Pass
    let input = Matrix.random(5, 7, seed: 2)
    let output = Matrix(rows: 5, columns: 9)
    let weights = Matrix.random(5, 9, seed: 3)

    init(_ activation: Activation, stacked: Bool = false, kernels: String? = nil) {
      var layout = ParameterLayout()
      layer =
        stacked
        ? Dense(
          stacked: ["a", "b", "c"], inputCount: 7, outputCount: 3, activation: activation,
          in: &layout)
        : Dense("layer", inputCount: 7, outputCount: 9, activation: activation, in: &layout)
      let parameters = FloatBuffer(count: layout.count)
      var random = Philox(seed: 4, stream: .initialization)
      for parameter in layout.parameters {
        for index in parameter.range { parameters[index] = 2 * random.nextUnit() - 1 }
      }
      pass = Pass(
        engine: makeEngine(kernels), parameters: parameters,
        gradients: FloatBuffer(count: layout.count))
    }

    func loss() -> Double {
      layer.forward(input, into: output, pass)
      return weightedSum(output, weights)
    }

    /// Runs forward and backward and returns d(loss)/d(input).
    func backward() -> Matrix {
      _ = loss()
      let gradient = Matrix(rows: 5, columns: 9), inputGradient = Matrix(rows: 5, columns: 7)
      for row in 0..<5 { gradient.setRow(row, to: weights.row(row)) }
      layer.backward(gradient, input: input, output: output, into: inputGradient, pass)
      return inputGradient
    }
  }

  @Test(arguments: Activation.allCases, [false, true])
  func gradientsMatchFiniteDifferences(activation: Activation, stacked: Bool) {
    let fixture = Fixture(activation, stacked: stacked)
    let inputGradient = fixture.backward()
    let parameterGradient = fixture.pass.gradients.floats
    expectGradient(
      { parameterGradient[$0] }, of: fixture.pass.parameters, at: 0..<63, step: 2e-3,
      tolerance: 2e-3, fixture.loss)
    expectGradient(
      { inputGradient.buffer[$0] }, of: fixture.input.buffer,
      at: (0..<5).flatMap { row in (0..<7).map { row * fixture.input.stride + $0 } }, step: 2e-3,
      tolerance: 2e-3, fixture.loss)
  }

  @Test func computesItsFormula() {
    let fixture = Fixture(.identity)
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
