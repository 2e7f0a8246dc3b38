import Autoencoders
import Testing

struct ObjectiveTests {
  static let fixtures: [ModelFixture] = [
    .beta, .freeBits, .capacityAbove, .capacityBelow, .importanceWeighted, .l1, .activation,
    .contraction, .tiedContraction, .flow, .logDeviation,
  ]

  @Test func gradientsMatchFiniteDifferences() { ModelFixture.beta.expectGradients() }

  private static func doubled(_ penalty: CodePenalty) -> CodePenalty {
    switch penalty {
    case .l1(let weight): .l1(weight: 2 * weight)
    case .activation(let weight, let target): .activation(weight: 2 * weight, target: target)
    case .contraction(let weight): .contraction(weight: 2 * weight)
    }
  }

  @Test(arguments: fixtures)
  func theLossChangesWithEveryWeight(test: ModelFixture) {
    var heavier = test.objective
    if test.model.isVariational { heavier.klWeight *= 2 }
    heavier.penalty = heavier.penalty.map(Self.doubled)
    #expect(heavier != test.objective)
    let (once, twice) = (test.loss(), test.loss(heavier))
    #expect(twice.total > once.total + 1e-4 || twice.total < once.total - 1e-4)
    if test.objective.bound == .elbo { #expect(twice.reconstruction == once.reconstruction) }
  }
}

extension ModelFixture {
  static let beta = ModelFixture("beta", gaussian, Objective(klWeight: 3))
}
