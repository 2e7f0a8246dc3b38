import Autoencoders
import Foundation
import Testing

struct GaussianLatentTests {
  /// KL(N(μ, σ²) || N(0, 1)) by the trapezoid rule over the two densities, in float64.
  private static func integratedKL(mean: Double, logVariance: Double) -> Double {
    let deviation = exp(logVariance / 2)
    let (low, high, steps) = (mean - 12 * deviation, mean + 12 * deviation, 20_000)
    let width = (high - low) / Double(steps)
    return (0...steps).reduce(0.0) { sum, index in
      let x = low + width * Double(index)
      let logQ = -0.5 * (log(2 * .pi) + logVariance + pow((x - mean) / deviation, 2))
      let logP = -0.5 * (log(2 * .pi) + x * x)
      return sum + exp(logQ) * (logQ - logP) * width * (index == 0 || index == steps ? 0.5 : 1)
    }
  }

  /// The table of E1: at mean zero and log-variance 2s, the true KL at s = -3, -2, -1 is 2.501, 1.509
  /// and 0.568 nats, where the mixture of log σ and log σ² that two sources print gives 1.025, 0.568 and 0.184.
  @Test(arguments: [(-3.0, 2.501, 1.025), (-2, 1.509, 0.568), (-1, 0.568, 0.184)])
  func trueAndPrintedKL(s: Double, trueKL: Double, printedKL: Double) {
    #expect(abs(kl(mean: 0, logVariance: 2 * s) - trueKL) < 5e-4)
    #expect(abs(kl(mean: 0, logVariance: s) - printedKL) < 5e-4)
  }

  @Test(arguments: [(0.0, 0.0), (1.5, -1.0), (-0.3, 0.7), (2, -6)])
  func klIsTheIntegral(mean: Double, logVariance: Double) {
    let expected = Self.integratedKL(mean: mean, logVariance: logVariance)
    #expect(abs(kl(mean: mean, logVariance: logVariance) - expected) < 1e-5 * max(1, expected))
  }

  private func kl(mean: Double, logVariance: Double) -> Double {
    let statistics = Matrix(rows: 1, columns: 2)
    statistics.setRow(0, to: [Float(mean), Float(logVariance)])
    let (noise, code, kl) = (
      Matrix(rows: 1, columns: 1), Matrix(rows: 1, columns: 1), Matrix.column(1)
    )
    makeEngine().samplePosterior(statistics: statistics, noise: noise, code: code, kl: kl)
    return Double(kl[0, 0])
  }

  /// Each width of latent, each tier, against the formulas in float64.
  @Test(arguments: runnableKernels, [1, 2, 3, 8, 17, 32])
  func samplesAndGradientsFollowTheFormulas(kernels: String, latents: Int) {
    let engine = makeEngine(kernels)
    let rows = 5
    let statistics = Matrix.random(rows, 2 * latents, seed: 1)
    statistics[2, latents] = -40  // below the range that log-variances are held in
    let noise = Matrix.random(rows, latents, seed: 2),
      codeGradient = Matrix.random(rows, latents, seed: 3)
    let code = Matrix(rows: rows, columns: latents), kl = Matrix.column(rows)
    let gradient = Matrix(rows: rows, columns: 2 * latents)
    engine.samplePosterior(statistics: statistics, noise: noise, code: code, kl: kl)
    let klScales = Matrix(rows: 1, columns: latents)
    for index in 0..<latents { klScales[0, index] = 0.7 }
    engine.posteriorGradient(
      statistics: statistics, noise: noise, codeGradient: codeGradient, klScales: klScales,
      into: gradient)
    for row in 0..<rows {
      var expectedKL = 0.0
      for index in 0..<latents {
        let mean = Double(statistics[row, index]), raw = Double(statistics[row, latents + index])
        let logVariance = min(max(raw, -30), 20)
        let deviation = exp(logVariance / 2)
        let g = Double(codeGradient[row, index]), e = Double(noise[row, index])
        expectedKL += 0.5 * (mean * mean + deviation * deviation - logVariance - 1)
        #expect(abs(Double(code[row, index]) - (mean + deviation * e)) < 1e-6)
        #expect(abs(Double(gradient[row, index]) - (g + 0.7 * mean)) < 1e-6)
        let byLogVariance =
          raw == logVariance ? 0.5 * (g * e * deviation + 0.7 * (deviation * deviation - 1)) : 0
        #expect(abs(Double(gradient[row, latents + index]) - byLogVariance) < 1e-6)
      }
      #expect(abs(Double(kl[row, 0]) - expectedKL) < 1e-5 * max(1, expectedKL))
    }
  }
}

extension ModelFixture {
  static let gaussian = dense([.dense(12, .tanh)], .gaussian(dimensions: 3))
}
