import Autoencoders
import Foundation
import Testing

struct LogDeviationLatentTests {
  @Test func gradientsMatchFiniteDifferences() { ModelFixture.logDeviation.expectGradients() }

  /// The total has the printed ½ Σ (mean² + exp s - s - 1), the report the true divergence of a Gaussian of
  /// deviation 0.3 exp s, both from what `encode` gives.
  @Test func reportsTheTrueDivergenceBesideThePrintedOne() {
    let fixture = ModelFixture.logDeviation
    let posteriors = fixture.makeModel().encode(fixture.images)
    var (printed, divergence) = (0.0, 0.0)
    for row in 0..<8 {
      for latent in 0..<3 {
        let mean = Double(posteriors[row, latent])
        let logVariance = Double(posteriors[row, 3 + latent])
        let s = logVariance / 2 - log(0.3)
        printed += 0.5 * (mean * mean + exp(s) - s - 1) / 8
        divergence += 0.5 * (mean * mean + exp(logVariance) - logVariance - 1) / 8
      }
    }
    let terms = fixture.loss()
    #expect(abs(terms.kl - divergence) < 1e-5)
    #expect(abs(terms.total - terms.reconstruction - 2 * printed) < 1e-4)
  }

  @Test(arguments: [0, -1, Float.infinity, .nan])
  func noiseMustBeAboveZero(noise: Float) {
    let model = ModelFixture.dense(
      [.dense(12, .tanh)], .logDeviation(dimensions: 3, noise: noise))
    #expect(throws: ModelConfigurationError.self) { try model.validate() }
  }
}

extension ModelFixture {
  static let logDeviation = ModelFixture(
    "log-deviation", dense([.dense(12, .tanh)], .logDeviation(dimensions: 3, noise: 0.3)),
    Objective(klWeight: 2))
}
