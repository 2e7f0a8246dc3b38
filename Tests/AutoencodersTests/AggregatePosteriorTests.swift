import Foundation
import TestSupport
import Testing

@testable import Autoencoders

struct AggregatePosteriorTests {
  /// Half the posteriors are N(-1, 0.8²), half N(1, 0.8²), so that q(z) is a mixture of the two:
  /// z = np.linspace(-12, 12, 240001); n = lambda m: np.exp(-.5 * ((z - m) / .8) ** 2) / .8 / sqrt(2 π)
  /// q = (n(1) + n(-1)) / 2; p = np.exp(-.5 * z * z) / sqrt(2 π)
  /// (n(1) * np.log(n(1) / q)).sum() * 1e-4  # 0.4416944721801116
  /// (q * np.log(q / p)).sum() * 1e-4        # 0.10144907913283213
  @Test func agreesWithAnIntegral() {
    let logVariance = Float(2 * log(0.8))
    let posteriors = (0..<4000).flatMap { (i: Int) -> [Float] in [i % 2 == 0 ? 1 : -1, logVariance]
    }
    let aggregate = AggregatePosterior(posteriors: posteriors, latents: 1)
    let information = aggregate.information(seed: 1, on: makeEngine())
    #expect(abs(information.mutual - 0.44169) < 0.02)
    #expect(abs(information.marginal - 0.10145) < 0.03)
    let density = 0.5 * (exp(-0.5 / 0.64) + exp(-4.5 / 0.64)) / (0.8 * (2 * Double.pi).squareRoot())
    #expect(abs(aggregate.logDensity(at: [2]) - log(density)) < 1e-6)
  }

  /// Codes that tell images apart for certain tell log N nats, codes all alike none.
  @Test func isBetweenNothingAndLogN() {
    let apart = (0..<50).flatMap { (i: Int) -> [Float] in [Float(100 * i), 3, -2, 0] }
    let alike = (0..<50).flatMap { _ -> [Float] in [0.5, 3, -2, 0] }
    let information = [apart, alike].map {
      AggregatePosterior(posteriors: $0, latents: 2).information(seed: 4, on: makeEngine())
    }
    #expect(abs(information[0].mutual - log(50)) < 1e-9)
    #expect(abs(information[1].mutual) < 1e-9)
  }

  @Test(.mustEnd) func doesNotDependOnThreads() {
    let posteriors = Matrix.random(300, 6, seed: 2).floats
    let results = [1, 3].map {
      AggregatePosterior(posteriors: posteriors, latents: 3)
        .information(seed: 1, on: makeEngine(threads: $0))
    }
    #expect(results[0] == results[1])
  }

  /// The posteriors of a model's images: both parts sum to the KL term but for its sampling.
  @Test func dividesTheKLTermOfAModel() {
    let preset = EvaluationTests.preset
    let model = Autoencoder(
      preset.model, initialization: .heUniform, seed: 3, capacity: 200, on: makeEngine())
    let evaluator = SmallRun.evaluator(preset)
    let information = evaluator.aggregatePosterior(model, seed: 1).information(
      seed: 1, on: model.engine)
    let kl = evaluator.evaluate(model, seed: 1).loss.kl
    #expect(abs(information.mutual + information.marginal - kl) < 0.25)
    #expect(information.mutual >= 0 && information.mutual <= log(200))
  }
}
