internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import ProgramOptions
internal import TerminalUI

let estimatorsCommand = CommandSpec(
  "estimators", arguments: "RUN|MODEL ...", maximumArguments: 16,
  "compare estimators of the ELBO's gradient: through the sample, or by the score function",
  details: """
    For test images, the variance of one sample's estimate of the gradient by the posterior's mean, summed
    over latents, mean over images. The reparameterized estimator differentiates log p(x, z) at the sample
    z = mean + sigma * noise; the score-function estimator multiplies log p(x, z) - log q(z) by the gradient
    of log q(z), and its baseline form first takes off the mean over the other samples. z is the root mean
    square of their difference in standard errors, about 1 where both are unbiased. Give several models to
    see how it goes with the number of latents. First comes a case of one latent that is known exactly.
    """,
  options: [
    OptionSpec("--images", "N", "test images, from the first (100)"),
    OptionSpec("--samples", "K", "samples of each posterior (200)"),
    OptionSpec("--seed", "N", "of the samples (0)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (each run's own)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--json", nil, "one JSON object instead of text"),
  ],
  examples: ["latentwalk estimators runs/vae-2 runs/vae-10 runs/vae-20"]
) { arguments in
  _ = try arguments.required("RUN or MODEL")
  let samples = try arguments.integer("--samples", in: 3...100_000) ?? 200
  let seed = try arguments.seed("--seed") ?? 0
  let engine = try ProgramEnvironment.current.engine(threads: arguments.threads())
  let progress = ProgressLine("sampling gradients")
  let count = Double(arguments.positional.count)
  let models = try arguments.positional.enumerated().map { place, path in
    try modelVariances(path, arguments, samples: samples, seed: seed, engine) {
      progress.update((Double(place) + $0) / count)
    }
  }
  progress.clear()
  let report = EstimatorReport(
    samples: samples, seed: seed, quadratic: QuadraticReport(seed: seed, on: engine),
    models: models)
  printOut(arguments.has("--json") ? try jsonLine(report) : report.text)
  return 0
}

private func modelVariances(
  _ path: String, _ arguments: Arguments, samples: Int, seed: UInt64, _ engine: Engine,
  progress: (Double) -> Void
) throws -> ModelVariances {
  let stored = try StoredModel(path: path)
  let configuration = stored.model.configuration
  try RunError.checkGaussianPosterior(of: configuration, for: "estimators")
  let count = try arguments.integer("--images", in: 1...10_000) ?? 100
  let images = try stored.dataset(arguments.string("--data"), .current).test.prefix(count)
  let model = Autoencoder(
    stored.model, capacity: configuration.capacity(for: min(images.count, 100)), on: engine)
  let starts = Array(stride(from: 0, to: images.count, by: model.capacity))
  let moments = starts.enumerated().flatMap { part, start in
    let rows = start..<min(start + model.capacity, images.count)
    return model.gradientMoments(of: images.images(rows), samples: samples, seed: seed) {
      progress((Double(part) + $0) / Double(starts.count))
    }
  }
  return ModelVariances(path: path, latents: configuration.latentCount, moments: moments)
}

/// What `estimators` finds of one model.
private struct ModelVariances: Encodable {
  let model: String
  let latents: Int
  let images: Int
  /// By the estimator's name.
  let variance: [String: Double]
  /// Variance of the score function over that of the reparameterized estimator.
  let ratio: Double
  let baselineRatio: Double
  let rootMeanSquareZ: Double

  init(path: String, latents: Int, moments: [GradientMoments]) {
    model = path
    self.latents = latents
    images = moments.count
    func variance(_ estimator: GradientEstimator) -> Double {
      SampleMean(moments.map { $0.variance(estimator).reduce(0, +) }).mean
    }
    self.variance = Dictionary(
      uniqueKeysWithValues: GradientEstimator.allCases.map { ($0.rawValue, variance($0)) })
    ratio = variance(.score) / variance(.reparameterized)
    baselineRatio = variance(.scoreWithBaseline) / variance(.reparameterized)
    let squares = moments.flatMap(\.disagreement).map { $0 * $0 }
    rootMeanSquareZ = (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }
}

/// The closed-form case beside what samples of it give.
private struct QuadraticReport: Encodable {
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

/// What `estimators` prints.
private struct EstimatorReport: Encodable {
  let samples: Int
  let seed: UInt64
  let quadratic: QuadraticReport
  let models: [ModelVariances]

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
      let variances = GradientEstimator.allCases.map { model.variance[$0.rawValue] ?? 0 }
      return column(Double(model.latents), 0, 9) + column(variances[0], 1, 17)
        + column(variances[1], 1, 16) + column(variances[2], 1, 15) + column(model.ratio, 1, 10)
        + column(model.baselineRatio, 1, 10) + column(model.rootMeanSquareZ, 2, 6)
        + "  \(printable(model.model))"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func column(_ value: Double, _ decimals: Int, _ width: Int) -> String {
    let text = fixed(value, decimals: decimals)
    return String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}
