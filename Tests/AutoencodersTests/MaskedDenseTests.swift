import Autoencoders
import Testing

struct MaskedDenseTests {
  private func fixture() -> LayerFixture {
    let fixture = LayerFixture(images: 5) {
      MaskedDense(
        "layer", inputCount: 7, outputCount: 9, deleting: 0.5, activation: .tanh, in: &$0)
    }
    fixture.layer.prepare(fixture.pass.parameters)
    return fixture
  }

  private func missing(_ fixture: LayerFixture) -> [Int] {
    (fixture.parameter("layer.weight")?.range ?? 0..<0).filter {
      fixture.pass.parameters[$0] == 0
    }
  }

  @Test func gradientsMatchFiniteDifferences() {
    let fixture = fixture()
    fixture.expectGradients(skipping: Set(missing(fixture)))
  }

  /// Some connections of 63 are missing and some are not; a step moves none of those that are.
  @Test func missingConnectionsHaveNoGradient() {
    let fixture = fixture()
    let missing = missing(fixture)
    #expect((1..<63).contains(missing.count))
    _ = fixture.backward()
    #expect(missing.allSatisfy { fixture.pass.gradients[$0] == 0 })
  }

  @Test func aModelTrainsThroughIt() {
    ModelFixture(
      "thinned",
      ModelFixture.dense([.thinned(12, .tanh, deleting: 0.5)], .gaussian(dimensions: 2))
    ).expectGradients()
  }
}
