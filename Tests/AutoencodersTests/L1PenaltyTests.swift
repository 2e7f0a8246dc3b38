import Autoencoders
import Testing

struct L1PenaltyTests {
  @Test func gradientsMatchFiniteDifferences() { ModelFixture.l1.expectGradients() }

  /// weight · Σ |code|, a mean over the images.
  @Test func isTheSumOfAbsoluteCodes() {
    let fixture = ModelFixture.l1
    let codes = fixture.makeModel().encode(fixture.images).floats
    let expected = 0.3 * codes.reduce(0) { $0 + Double(abs($1)) } / 8
    #expect(abs(fixture.loss().adjustment - expected) < 1e-6)
  }
}

extension ModelFixture {
  static let l1 = ModelFixture(
    "L1", dense([.dense(6, .tanh)], .deterministic), Objective(penalty: .l1(weight: 0.3)))
}
