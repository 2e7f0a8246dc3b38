import Autoencoders
import Foundation
import Testing

struct ActivationPenaltyTests {
  @Test func gradientsMatchFiniteDifferences() { ModelFixture.activation.expectGradients() }

  /// weight · Σ KL(Bernoulli(0.1) || Bernoulli(mean activation)), by the sum over both outcomes.
  @Test func isTheDivergenceOfMeanActivations() {
    let fixture = ModelFixture.activation
    let codes = fixture.makeModel().encode(fixture.images)
    let expected = (0..<6).reduce(0.0) { sum, unit in
      let mean = (0..<8).reduce(0.0) { $0 + Double(codes[$1, unit]) } / 8
      return sum
        + [(0.1, mean), (0.9, 1 - mean)].reduce(0) { $0 + $1.0 * (log($1.0) - log($1.1)) }
    }
    #expect(abs(fixture.loss().adjustment - 2 * expected) < 1e-6)
  }

  @Test func unitsMustBeSigmoidOnes() {
    let objective = Objective(penalty: .activation(weight: 1, target: 0.1))
    let model = ModelFixture.dense([.dense(6, .tanh)], .deterministic)
    #expect(throws: ObjectiveError.activationOfUnits) { try objective.check(for: model) }
  }
}

extension ModelFixture {
  static let sigmoid = dense([.dense(6, .sigmoid)], .deterministic)
  static let activation = ModelFixture(
    "activation", sigmoid, Objective(penalty: .activation(weight: 2, target: 0.1)))
}
