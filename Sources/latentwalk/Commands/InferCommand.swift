internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets
internal import ProgramOptions
internal import TerminalUI

let inferCommand = CommandSpec(
  "infer", arguments: "RUN|MODEL", maximumArguments: 1,
  "fit a posterior to each test image by itself: what the encoder and the Gaussian lose",
  details: """
    Mean and log-variance of each image start from the encoder's and are moved by Adam along the ELBO's
    gradient, the decoder staying as it is; the rate falls whenever 100 steps bring less than 0.003 nats an
    image, three times in all. Then
      log p(x) - L[q] = (log p(x) - L[q*]) + (L[q*] - L[q])
    splits the gap of the ELBO into what no diagonal Gaussian can reach (approximation gap) and what the
    encoder loses (amortization gap). log p(x) is estimated by importance sampling from q*, a lower bound
    on average, so the approximation gap is one too. Needs a variational model without a flow.
    """,
  options: [
    OptionSpec("--images", "N", "test images, from the first, at least 2 (100)"),
    OptionSpec("--samples", "K", "samples of each posterior behind every estimate (1000)"),
    OptionSpec("--learning-rate", "X", "Adam's rate at first (0.01)"),
    OptionSpec("--max-steps", "N", "steps at most (5000)"),
    OptionSpec("--seed", "N", "of the samples (0)"),
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--json", nil, "one JSON object, every image in it, instead of text"),
  ],
  examples: ["latentwalk infer runs/vae --images 100", "latentwalk infer runs/vae --json"]
) { arguments in
  let settings = try inferenceSettings(arguments)
  let count = try arguments.integer("--images", in: 2...100_000) ?? 100
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let configuration = stored.model.configuration
  try RunError.checkGaussianPosterior(of: configuration, for: "infer")
  let environment = ProgramEnvironment.current
  let dataset = try stored.dataset(arguments.string("--data"), environment)
  let images = dataset.test.prefix(count)
  let model = Autoencoder(
    stored.model, capacity: configuration.capacity(for: min(images.count, imagesAtATime)),
    on: try environment.engine(threads: arguments.threads()))
  let report = InferenceReport(
    fit(LocalInference(settings), images, model), dataset: dataset.name, settings: settings)
  printOut(arguments.has("--json") ? try jsonLine(report) : report.text)
  return 0
}

/// Images whose posteriors are fitted together.
private let imagesAtATime = 100

private func inferenceSettings(
  _ arguments: Arguments
) throws(UsageError) -> LocalInference.Settings {
  var settings = LocalInference.Settings()
  settings.samples = try arguments.integer("--samples", in: 2...1_000_000) ?? settings.samples
  settings.learningRate = try arguments.positive("--learning-rate") ?? settings.learningRate
  settings.maximumSteps =
    try arguments.integer("--max-steps", in: 1...1_000_000) ?? settings.maximumSteps
  settings.seed = try arguments.seed("--seed") ?? settings.seed
  return settings
}

private func fit(
  _ inference: LocalInference, _ images: LabeledImages, _ model: Autoencoder
) -> LocalPosteriors {
  let progress = ProgressLine("fitting posteriors")
  let starts = Array(stride(from: 0, to: images.count, by: model.capacity))
  let parts = starts.enumerated().map { part, start in
    let rows = start..<min(start + model.capacity, images.count)
    return inference.fit(images.images(rows), model: model) {
      progress.update((Double(part) + $0) / Double(starts.count))
    }
  }
  progress.clear()
  return LocalPosteriors(joining: parts)
}

/// What `infer` prints.
private struct InferenceReport: Encodable {
  let dataset: String
  let units = "nats per image"
  let settings: LocalInference.Settings
  let steps: Int
  /// L[q], L[q*] and log p(x).
  let amortizedElbo: SampleMean
  let localElbo: SampleMean
  let logLikelihood: SampleMean
  let amortizationGap: SampleMean
  let approximationGap: SampleMean
  let inferenceGap: SampleMean
  let leastImprovement: Double
  let images: [Image]

  struct Image: Encodable {
    let amortizedElbo: Double
    let localElbo: Double
    let logLikelihood: Double
  }

  init(_ result: LocalPosteriors, dataset: String, settings: LocalInference.Settings) {
    self.dataset = dataset
    self.settings = settings
    steps = result.steps
    amortizedElbo = SampleMean(result.amortized.map(\.elbo))
    localElbo = SampleMean(result.local.map(\.elbo))
    logLikelihood = SampleMean(result.local.map(\.logLikelihood))
    amortizationGap = result.amortizationGap
    approximationGap = result.approximationGap
    inferenceGap = result.inferenceGap
    leastImprovement = zip(result.local, result.amortized).map { $0.elbo - $1.elbo }.min() ?? 0
    images = zip(result.amortized, result.local).map {
      Image(amortizedElbo: $0.elbo, localElbo: $1.elbo, logLikelihood: $1.logLikelihood)
    }
  }

  var text: String {
    """
    \(images.count) test images of \(dataset), nats per image, \(settings.samples) samples each, \
    each ± 1.96 standard errors over images
      L[q]   encoder's posterior     \(interval(amortizedElbo))
      L[q*]  fitted to each image    \(interval(localElbo))  (\(steps) steps)
      log p  importance sampling     \(interval(logLikelihood))  (at least)
      amortization gap   L[q*] - L[q]   \(interval(amortizationGap))
      approximation gap  log p - L[q*]  \(interval(approximationGap))
      inference gap      log p - L[q]   \(interval(inferenceGap))
      L[q*] - L[q] is at least \(fixed(leastImprovement, decimals: 4)) for every image

    """
  }

  private func interval(_ mean: SampleMean) -> String {
    let value = fixed(mean.mean, decimals: 3)
    return String(repeating: " ", count: max(9 - value.count, 0)) + value
      + " ± \(fixed(mean.halfWidth95, decimals: 3))"
  }
}
