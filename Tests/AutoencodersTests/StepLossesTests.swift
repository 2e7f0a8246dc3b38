import Autoencoders
import Testing

struct StepLossesTests {
  /// The least and greatest total are those of steps; those of the parts are of different steps.
  @Test func keepsTheMeanAndTheExtremes() {
    var losses = StepLosses(LossTerms(reconstruction: 3, kl: 2, klWeight: 1))
    losses.add(StepLosses(LossTerms(reconstruction: 1, kl: 5, klWeight: 1)))
    #expect(losses.steps == 2)
    #expect(losses.mean == LossTerms(reconstruction: 2, kl: 3.5, klWeight: 1))
    #expect(losses.least.total == 5 && losses.greatest.total == 6)
    #expect(losses.least.reconstruction == 1 && losses.greatest.reconstruction == 3)
    #expect(losses.least.kl == 2 && losses.greatest.kl == 5)
  }

  /// Whatever the weight of the KL term, the ELBO has the weight one.
  @Test func keepsTheExtremesOfTheELBO() {
    var losses = StepLosses(LossTerms(reconstruction: 30, kl: 2, klWeight: 0.1))
    losses.add(StepLosses(LossTerms(reconstruction: 10, kl: 25, klWeight: 0.2)))
    #expect(losses.least.negativeELBO == 32 && losses.greatest.negativeELBO == 35)
    #expect(losses.least.total == 15 && losses.greatest.total == 30.2)
    losses.add(StepLosses(mean: losses.mean, steps: 3, least: .unknown, greatest: .unknown))
    #expect(losses.least == .unknown && losses.greatest == .unknown && losses.steps == 5)
  }

  @Test func eachStepCountsAsMuch() {
    let steps = (1...6).map { LossTerms(reconstruction: Double($0), kl: 0, klWeight: 0) }
    func joined(_ steps: ArraySlice<LossTerms>) -> StepLosses {
      steps.dropFirst().reduce(into: StepLosses(steps[steps.startIndex])) {
        $0.add(StepLosses($1))
      }
    }
    var parts = joined(steps[..<4])
    parts.add(joined(steps[4...]))
    #expect(parts == joined(steps[...]))
    #expect(parts.mean.reconstruction == 3.5)
  }
}
