import Autoencoders
import Testing

struct TiedDenseTests {
  private func fixture(_ activation: Activation) -> LayerFixture {
    LayerFixture(images: 5) {
      let dense = Dense("a", inputCount: 9, outputCount: 7, activation: .relu, in: &$0)
      return TiedDense("b", transposing: dense, activation: activation, in: &$0)
    }
  }

  @Test(arguments: Activation.allCases)
  func gradientsMatchFiniteDifferences(activation: Activation) {
    fixture(activation).expectGradients()
  }

  /// output = input · W + b, W being the other layer's [7, 9].
  @Test func hasTheOtherLayersWeightsTransposed() throws {
    let fixture = fixture(.identity)
    _ = fixture.loss()
    let parameters = fixture.pass.parameters
    let weight = try #require(fixture.parameter("a.weight")).matrix(in: parameters)
    let bias = try #require(fixture.parameter("b.bias")).matrix(in: parameters)
    for row in 0..<5 {
      for unit in 0..<9 {
        let expected = (0..<7).reduce(Double(bias[0, unit])) {
          $0 + Double(weight[$1, unit]) * Double(fixture.input[row, $1])
        }
        #expect(abs(Double(fixture.output[row, unit]) - expected) < 1e-6)
      }
    }
  }
}
