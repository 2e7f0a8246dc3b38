import Autoencoders
import Foundation
import Testing

struct GradientEstimatorsTests {
  private let quadratic = QuadraticGradientCase(mean: 1, deviation: 0.5, peak: -0.5, curvature: 2)

  /// By hand: -2 · (1 + 0.5) and (2 · 0.5)². The score function's variance by quadrature:
  /// x = np.linspace(-12, 12, 2_000_001); w = scipy.stats.norm.pdf(x); z = 1 + 0.5 * x
  /// f = -(z + 0.5)**2 - scipy.stats.norm.logpdf(z, 1, 0.5); g = f * x / 0.5
  /// np.trapezoid(g * g * w, x) - np.trapezoid(g * w, x)**2
  @Test func closedForms() {
    #expect(quadratic.gradient == -3)
    #expect(quadratic.reparameterizedVariance == 1)
    #expect(abs(quadratic.scoreVariance - 25.99443070797981) < 1e-9)
  }

  /// z-tests of unbiasedness, and variances against the closed forms, whose relative standard error with
  /// n samples is about √(kurtosis / n).
  @Test func samplesAgreeWithClosedForms() {
    let moments = quadratic.moments(samples: 200_000, seed: 1, on: makeEngine())
    for estimator in GradientEstimator.allCases {
      let error = (moments.variance(estimator)[0] / 200_000).squareRoot()
      #expect(abs(moments.mean(estimator)[0] - quadratic.gradient) < 4 * error, "\(estimator)")
      if let exact = quadratic.variance(of: estimator) {
        #expect(abs(moments.variance(estimator)[0] / exact - 1) < 0.03, "\(estimator)")
      }
    }
    #expect(abs(moments.disagreement[0]) < 4)
    #expect(moments.variance(.scoreWithBaseline)[0] < moments.variance(.score)[0])
  }

  /// On a decoder of random weights both estimate one gradient: differences in standard errors are
  /// samples of N(0, 1).
  @Test func estimatorsAgreeOnADecoder() {
    let configuration = ModelConfiguration(
      imageHeight: 2, imageWidth: 3, encoder: [.dense(5, .tanh)],
      latent: .gaussian(dimensions: 3), decoder: [.dense(7, .tanh), .dense(6, .identity)])
    let model = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 5, capacity: 8, on: makeEngine())
    let images = LabeledImagesFixture.random(8, height: 2, width: 3)
    let moments = model.gradientMoments(of: images, samples: 4000, seed: 2)
    let z = moments.flatMap(\.disagreement)
    let meanSquare = z.reduce(0) { $0 + $1 * $1 } / Double(z.count)
    #expect(z.count == 24 && meanSquare > 0.3 && meanSquare < 2.2)
    for moment in moments {
      for (reparameterized, score) in zip(
        moment.variance(.reparameterized), moment.variance(.score))
      {
        #expect(reparameterized < score)
      }
    }
  }
}
