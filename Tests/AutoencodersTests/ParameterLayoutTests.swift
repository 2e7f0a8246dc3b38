import Autoencoders
import Testing

struct ParametersTests {
  @Test func placesParametersOnCacheLines() {
    var layout = ParameterLayout()
    let first = layout.add("a", shape: [3, 5])
    let both = layout.add(stacked: ["b", "c"], shape: [2, 4])
    #expect(first.offset == 0)
    #expect(both.offset == 16)
    #expect(both.shape == [4, 4])
    #expect(layout.parameters.map(\.offset) == [0, 16, 24])
    #expect(layout.parameterCount == 31)
  }

  /// Glorot's uniform has variance 2 / (fanIn + fanOut), He's 2 / fanIn.
  @Test(arguments: [(WeightInitialization.glorotUniform, 2.0 / 500), (.heUniform, 2.0 / 200)])
  func startsWithTheRightVariance(initialization: WeightInitialization, variance: Double) {
    var layout = ParameterLayout()
    let weight = layout.add("w", shape: [300, 200])
    let bias = layout.add("b", shape: [300])
    let values = layout.initialValues(initialization, seed: 1)
    #expect(values[bias.range].allSatisfy { $0 == 0 })
    let weights = values[weight.range].map(Double.init)
    let mean = weights.reduce(0, +) / Double(weights.count)
    let found = weights.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
    // 60 000 uniform draws: both within five standard errors.
    #expect(abs(mean) < 5 * (variance / 60_000).squareRoot())
    #expect(abs(found / variance - 1) < 5 * (0.8 / 60_000.0).squareRoot())
    #expect(layout.initialValues(initialization, seed: 1) == values)
    #expect(layout.initialValues(initialization, seed: 2) != values)
  }
}
