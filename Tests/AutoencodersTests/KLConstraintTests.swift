import Autoencoders
import Testing

struct KLConstraintTests {
  @Test(arguments: [ModelFixture.freeBits, .capacityAbove, .capacityBelow])
  func gradientsMatchFiniteDifferences(test: ModelFixture) { test.expectGradients() }

  /// Only where the KL term is the Gaussian's own does its constraint have a gradient here.
  @Test(arguments: [
    Latent.logDeviation(dimensions: 3, noise: 0.3),
    .autoregressiveFlow(dimensions: 3, steps: 2, hidden: 7),
  ])
  func constraintsAreOfPlainGaussians(latent: Latent) throws {
    let model = ModelFixture.dense([.dense(12, .tanh)], latent)
    for constraint in [KLConstraint.freeBits(nats: 1), .capacity(nats: 1, epochs: 1)] {
      #expect(throws: ObjectiveError.notGaussian) {
        try Objective(klConstraint: constraint).check(for: model)
      }
    }
    try Objective(klWeight: 3).check(for: model)
  }

  /// Free bits and capacity from their definitions, on KLs written down by hand.
  @Test func constraintsCostWhatTheySay() {
    #expect(KLConstraint.freeBits(nats: 0.5).cost(of: [0.1, 0.5, 2]) == 3)
    #expect(KLConstraint.capacity(nats: 4, epochs: 1).cost(of: [1, 2]) == 1)
    #expect(KLConstraint.capacity(nats: 2, epochs: 1).cost(of: [1, 2]) == 1)
    let rising = Objective(klConstraint: .capacity(nats: 8, epochs: 4)).scheduled(epoch: 1)
    #expect(rising.klConstraint == .capacity(nats: 2, epochs: 0))
  }
}

extension ModelFixture {
  static let freeBits = ModelFixture(
    "free bits", gaussian, Objective(klWeight: 2, klConstraint: .freeBits(nats: 0.12)))
  static let capacityAbove = ModelFixture(
    "capacity above", gaussian, Objective(klWeight: 5, klConstraint: .capacity(nats: 9, epochs: 0)))
  static let capacityBelow = ModelFixture(
    "capacity below", gaussian,
    Objective(klWeight: 5, klConstraint: .capacity(nats: 0.01, epochs: 0)))
}
