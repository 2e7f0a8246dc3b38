import Autoencoders
import Foundation
import Testing

struct ImportanceWeightsTests {
  @Test func gradientsMatchFiniteDifferences() {
    ModelFixture.importanceWeighted.expectGradients()
  }

  /// Without the score term, the estimator's mean is that of the whole gradient's (Tucker et al. 2018).
  @Test func bothEstimatorsOfTheBoundAgreeOnAverage() {
    let images = ModelFixture.images(8, pixels: 25)
    func mean(_ estimator: EvidenceBound.Estimator, draws: Int) -> (mean: [Double], error: [Double])
    {
      let test = ModelFixture(
        "", ModelFixture.gaussian,
        Objective(bound: .importanceWeighted(samples: 3, estimator: estimator)))
      let model = test.makeModel()
      var sum = [Double](repeating: 0, count: model.layout.count)
      var squares = sum
      for draw in 0..<draws {
        _ = model.differentiate(
          images, noise: .drawn(seed: 9, stream: .posterior, step: UInt64(draw)),
          objective: test.objective)
        for (index, value) in model.gradients.floats.enumerated() {
          sum[index] += Double(value)
          squares[index] += Double(value) * Double(value)
        }
      }
      let means = sum.map { $0 / Double(draws) }
      let errors = zip(squares, means).map {
        max(0, ($0 / Double(draws) - $1 * $1) / Double(draws)).squareRoot()
      }
      return (means, errors)
    }
    let whole = mean(.reparameterized, draws: 3000),
      double = mean(.doublyReparameterized, draws: 3000)
    let scores = whole.mean.indices.map { index in
      abs(whole.mean[index] - double.mean[index])
        / max(1e-6, (pow(whole.error[index], 2) + pow(double.error[index], 2)).squareRoot())
    }
    #expect(scores.allSatisfy { $0 < 5 }, "\(scores.max() ?? 0) standard errors")
  }

  /// One sample's bound is the ELBO with the KL term estimated, so its mean is the ELBO's; more samples
  /// bring it nearer to log p(x) (Burda, Grosse and Salakhutdinov 2015, theorem 1).
  @Test func theBoundRisesWithItsSamples() {
    let images = ModelFixture.images(8, pixels: 25)
    func bound(_ samples: Int) -> Double {
      let objective = Objective(
        bound: .importanceWeighted(samples: samples, estimator: .reparameterized))
      let model = Autoencoder(
        ModelFixture.gaussian, initialization: .heUniform, seed: 3, capacity: 8, codesPerImage: 64,
        on: makeEngine())
      for index in 0..<model.layout.count { model.parameters[index] *= 3 }
      return (0..<400).reduce(0.0) { sum, draw in
        sum
          + model.differentiate(
            images, noise: .drawn(seed: 2, stream: .posterior, step: UInt64(draw)),
            objective: objective
          ).total / 400
      }
    }
    let losses = [1, 2, 8, 64].map(bound)
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 + 0.02 }, "\(losses)")
  }

  /// A bound of one sample needs no more memory than the ELBO.
  @Test func oneImportanceSampleIsEnough() {
    let terms = ModelFixture(
      "", ModelFixture.gaussian,
      Objective(bound: .importanceWeighted(samples: 1, estimator: .reparameterized))
    ).loss()
    #expect(abs(terms.total - terms.negativeELBO) < 1e-9)
  }
}

extension ModelFixture {
  static let importanceWeighted = ModelFixture(
    "importance weights", gaussian,
    Objective(
      klWeight: 1.5, bound: .importanceWeighted(samples: 4, estimator: .reparameterized)))
}
