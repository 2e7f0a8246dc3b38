internal import Autoencoders
internal import ProgramOptions
internal import TerminalUI

/// The findings of `estimators` about one model.
struct ModelVariances: Encodable {
  let run: String
  fileprivate let preset: String?
  fileprivate let dataset: String
  fileprivate let latents: Int
  private let images: Int
  /// By the estimator's name.
  fileprivate let variance: [String: Double]
  /// Variance of the score function over that of the reparameterized estimator.
  fileprivate let ratio: Double
  fileprivate let baselineRatio: Double
  fileprivate let rootMeanSquareZ: Double

  init(_ stored: StoredModel, dataset: String, latents: Int, moments: [GradientMoments]) {
    run = stored.path
    preset = stored.configuration?.preset
    self.dataset = dataset
    self.latents = latents
    images = moments.count
    func variance(_ estimator: GradientEstimator) -> Double {
      SampleMean(moments.map { $0.variance(estimator).reduce(0, +) }).mean
    }
    self.variance = Dictionary(
      uniqueKeysWithValues: GradientEstimator.allCases.map { ($0.key, variance($0)) })
    ratio = variance(.score) / variance(.reparameterized)
    baselineRatio = variance(.scoreWithBaseline) / variance(.reparameterized)
    let squares = moments.flatMap(\.disagreement).map { $0 * $0 }
    rootMeanSquareZ = (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }
}

extension GradientEstimator {
  /// The name as a key of JSON.
  fileprivate var key: String { rawValue.replacing("-", with: "_") }
}

/// The closed-form case beside what samples of it give.
struct QuadraticReport: Encodable {
  struct Line: Encodable {
    let estimator: String
    let mean: Double
    /// Standard errors from the exact gradient.
    let z: Double
    let variance: Double
    let exactVariance: Double?
  }

  let gradient: Double
  let samples: Int
  let lines: [Line]

  private static let sampleCount = 100_000

  init(seed: UInt64, on engine: Engine) {
    let exact = QuadraticGradientCase(mean: 1, deviation: 0.5, peak: -0.5, curvature: 2)
    let moments = exact.moments(samples: Self.sampleCount, seed: seed, on: engine)
    gradient = exact.gradient
    samples = moments.samples
    lines = GradientEstimator.allCases.map { estimator in
      let (mean, variance) = (moments.mean(estimator)[0], moments.variance(estimator)[0])
      return Line(
        estimator: estimator.rawValue, mean: mean,
        z: (mean - exact.gradient) / (variance / Double(moments.samples)).squareRoot(),
        variance: variance, exactVariance: exact.variance(of: estimator))
    }
  }
}

/// The report of `estimators`.
struct EstimatorReport: Encodable {
  let samples: Int
  let seed: UInt64
  let quadratic: QuadraticReport
  let models: [ModelVariances]

  var json: String {
    get throws {
      var subject = JSONSubject(units: "nats per unit of a latent, squared where a variance")
      if models.count == 1 {
        subject.run = models[0].run
        subject.preset = models[0].preset
        subject.dataset = models[0].dataset
      }
      return try jsonLine(self, of: subject)
    }
  }

  var text: String {
    var lines = [
      "one latent, q = N(1, 0.5^2), log p = -(z + 0.5)^2: exact gradient "
        + "\(fixed(quadratic.gradient, decimals: 3)), \(quadratic.samples) samples",
      "  estimator                        mean      z  variance     exact",
    ]
    lines += quadratic.lines.map { line in
      "  \(line.estimator.padded(to: 29))\(column(line.mean, 4, 8))\(column(line.z, 2, 7))"
        + column(line.variance, 4, 10)
        + (line.exactVariance.map { column($0, 4, 10) } ?? "         -")
    }
    lines += [
      "variance over \(samples) samples of each posterior, summed over latents, mean over images",
      "  latents  reparameterized  score function  with baseline     ratio  baseline     z  model",
    ]
    lines += models.map { model in
      let variances = GradientEstimator.allCases.map { model.variance[$0.key] ?? 0 }
      return column(Double(model.latents), 0, 9) + column(variances[0], 1, 17)
        + column(variances[1], 1, 16) + column(variances[2], 1, 15) + column(model.ratio, 1, 10)
        + column(model.baselineRatio, 1, 10) + column(model.rootMeanSquareZ, 2, 6)
        + "  \(printable(model.run))"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func column(_ value: Double, _ decimals: Int, _ width: Int) -> String {
    let text = fixed(value, decimals: decimals)
    return String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}
