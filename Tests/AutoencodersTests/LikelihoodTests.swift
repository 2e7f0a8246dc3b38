import Autoencoders
import Datasets
import FileFormats
import Foundation
import ImageSets
import Testing

struct LikelihoodTests {
  /// `d = torch.distributions.ContinuousBernoulli(logits=torch.tensor(logits, dtype=torch.float64))`,
  /// then `d.log_prob(x)` and `d.mean`; at larger logits torch loses digits to 1 - sigmoid.
  static let torch: [(logit: Float, x: Float, logDensity: Double, mean: Double)] = [
    (-20, 0.1, 0.9957322756151452, 0.04999999793884637),
    (-3, 0.9, -1.5503183303891889, 0.28093763684207734),
    (-0.5, 0.3, 0.08960494900724347, 0.45850591746320135),
    (0.01, 0.7, 0.0019958333368057524, 0.5008333319444773),
    (1, 0.25, -0.2913248546129181, 0.5819767068693265),
    (2.5, 1, 1.0019412156161935, 0.689425489833852),
    (10, 0.6, -1.697369506045487, 0.9000454019910193),
  ]

  /// One row of the same logit, as `x` varies.
  private func continuous(
    _ kernels: String, logit: Float, x: [Float], scale: Float = 1
  ) -> (nats: [Double], gradient: [Double]) {
    let count = x.count
    let logits = Matrix(rows: count, columns: 1), target = Matrix(rows: count, columns: 1)
    for row in 0..<count {
      logits[row, 0] = logit
      target[row, 0] = x[row]
    }
    let nats = Matrix.column(count), gradient = Matrix(rows: count, columns: 1)
    makeEngine(kernels).continuousBernoulli(
      logits: logits, target: target, nats: nats, gradient: gradient, scale: scale)
    return (nats.floats.map(Double.init), gradient.floats.map(Double.init))
  }

  private func mean(_ kernels: String, _ logit: Float) -> Double {
    let logits = Matrix(rows: 1, columns: 1), means = Matrix(rows: 1, columns: 1)
    logits[0, 0] = logit
    makeEngine(kernels).continuousBernoulliMean(logits, into: means)
    return Double(means[0, 0])
  }

  @Test(arguments: runnableKernels)
  func continuousBernoulliAgreesWithPyTorch(kernels: String) {
    for (logit, x, logDensity, mean) in Self.torch {
      let found = continuous(kernels, logit: logit, x: [x], scale: 2)
      #expect(abs(found.nats[0] + logDensity) < 2e-6 * max(1, abs(logDensity)), "logit \(logit)")
      #expect(abs(found.gradient[0] - 2 * (mean - Double(x))) < 1e-6, "logit \(logit)")
      #expect(abs(self.mean(kernels, logit) - mean) < 3e-7, "logit \(logit)")
    }
  }

  /// Simpson's rule over 2000 intervals: the density integrates to one, x times it to the mean.
  @Test(arguments: runnableKernels, [-40, -2, -0.999, -1e-3, 0, 1e-30, 0.5, 1, 7] as [Float])
  func continuousBernoulliIsADensity(kernels: String, logit: Float) {
    let x = (0...2000).map { Float($0) / 2000 }
    let density = continuous(kernels, logit: logit, x: x).nats.map { exp(-$0) }
    let weights = (0...2000).map { $0 % 2000 == 0 ? 1.0 : $0 % 2 == 1 ? 4 : 2 }
    let integral = zip(weights, density).reduce(0) { $0 + $1.0 * $1.1 } / 6000
    let first =
      zip(zip(weights, density), x).reduce(0) { $0 + $1.0.0 * $1.0.1 * Double($1.1) } / 6000
    #expect(abs(integral - 1) < 5e-6, "\(integral)")
    #expect(abs(first - mean(kernels, logit)) < 5e-6, "\(first)")
  }

  /// log C(λ) = log(2 atanh(1 - 2λ) / (1 - 2λ)) in float64 on top of the Bernoulli's cross-entropy,
  /// over logits small and large, and its slope by central differences of the same.
  @Test(arguments: runnableKernels)
  func continuousBernoulliAgreesWithItsFormula(kernels: String) {
    func formula(_ logit: Double, _ x: Double) -> Double {
      let parameter = 1 / (1 + exp(-logit))
      let crossEntropy = max(logit, 0) - logit * x + log1p(exp(-abs(logit)))
      let tilt = 1 - 2 * parameter
      return crossEntropy - log(abs(tilt) < 1e-9 ? 2 : 2 * atanh(tilt) / tilt)
    }
    for logit in stride(from: Float(-15), through: 15, by: 0.07) {
      let l = Double(logit), step = 1e-4
      let found = continuous(kernels, logit: logit, x: [0, 0.37, 1])
      for (index, x) in [0, Double(Float(0.37)), 1].enumerated() {
        let slope = (formula(l + step, x) - formula(l - step, x)) / (2 * step)
        #expect(abs(found.nats[index] - formula(l, x)) < 1e-6 * max(1, abs(l)), "logit \(logit)")
        #expect(abs(found.gradient[index] - slope) < 1e-6, "logit \(logit)")
      }
    }
  }

  /// What an evaluation calls a squared error is that of the mean that `decode` shows.
  @Test func theMeanIsWhatIsDecodedAndEvaluated() throws {
    for name in ["vae-continuous", "vae-gaussian"] {
      let preset = try #require(Preset.named(name))
      let model = Autoencoder(
        preset.model, initialization: .heUniform, seed: 3, capacity: 50, on: makeEngine())
      let images = SmallRun.data.test.prefix(50)
      let evaluation = Evaluator(images: images, model: preset.model, capacity: 50)
        .evaluate(model, seed: 1)
      let codes = Matrix(rows: 50, columns: 20)
      let noise = FloatBuffer(count: 1000)
      makeEngine().fillNormal(noise, count: 1000, seed: 1, stream: .evaluation, step: 0)
      let features = Matrix(rows: 50, columns: 784)
      for row in 0..<50 { features.setRow(row, to: images.image(row).map { Float($0) / 255 }) }
      let posterior = model.encode(features)
      for row in 0..<50 {
        for column in 0..<20 {
          let deviation = exp(posterior[row, 20 + column] / 2)
          codes[row, column] = posterior[row, column] + deviation * noise[20 * row + column]
        }
      }
      let decoded = model.decode(codes)
      let error = zip(decoded.floats, features.floats).reduce(0.0) {
        $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
      }
      #expect(abs(error / 50 - evaluation.squaredError) < 1e-4 * evaluation.squaredError)
    }
  }
}
