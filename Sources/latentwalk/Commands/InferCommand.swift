internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions

let inferCommand = Command(
  "infer", .one("RUN|MODEL"),
  "fit a posterior to each test image by itself: what the encoder and the Gaussian lose",
  details: """
    Mean and log-variance of each image start from the encoder's and are moved by Adam along the ELBO's
    gradient, the decoder staying as it is; the rate falls whenever 100 steps bring less than 0.003 nats
    per image, three times in all. Then

      log p(x) - L[q] = (log p(x) - L[q*]) + (L[q*] - L[q])

    splits the gap of the ELBO into what no diagonal Gaussian can reach (approximation gap) and what the
    encoder loses (amortization gap). log p(x) is estimated by importance sampling from q*, a lower bound
    on average, so the approximation gap is one too. Needs a variational model without a flow.
    """,
  options: OptionList(.count, .samples, .learningRate, .maximumSteps, .seed) + .images
    + OptionList(.threads, .json),
  completion: .models,
  examples: ["latentwalk infer runs/vae --count 100", "latentwalk infer runs/vae --json"]
) { arguments in
  let settings = inferenceSettings(arguments)
  let (count, data, threads) = (arguments[.count], try arguments.dataRequest(), arguments[.threads])
  let isJSON = arguments[.json]
  let stored = try StoredModel(path: arguments.operand)
  try RunError.checkGaussianPosterior(of: stored.model.configuration, for: "infer")
  return {
    let dataset = try stored.dataset(data, .current)
    let images = dataset.test.prefix(count)
    let model = try stored.autoencoder(
      images: min(images.count, imagesAtATime), threads: threads)
    let report = InferenceReport(
      fit(LocalInference(settings), images, model), dataset: dataset.name, settings: settings)
    printOut(isJSON ? try report.json(of: stored) : report.text)
    return 0
  }
}

extension Option {
  fileprivate static var count: Option<Int> {
    Option<Int>(
      "--count", .integer(2...100_000), default: 100,
      help: "test images, from the first, at least 2")
  }

  fileprivate static var samples: Option<Int> {
    Option<Int>(
      "--samples", .integer(2...1_000_000, as: "K"), default: LocalInference.Settings().samples,
      help: "samples of each posterior behind every estimate")
  }

  fileprivate static var learningRate: Option<Float> {
    Option<Float>(
      "--learning-rate", .positive(), default: LocalInference.Settings().learningRate,
      help: "Adam's rate at first")
  }

  fileprivate static var maximumSteps: Option<Int> {
    Option<Int>(
      "--max-steps", .integer(1...1_000_000), default: LocalInference.Settings().maximumSteps,
      help: "steps at most")
  }
}

/// Images whose posteriors are fitted together.
private let imagesAtATime = 100

private func inferenceSettings(_ arguments: Arguments) -> LocalInference.Settings {
  var settings = LocalInference.Settings()
  settings.samples = arguments[.samples]
  settings.learningRate = arguments[.learningRate]
  settings.maximumSteps = arguments[.maximumSteps]
  settings.seed = arguments[.seed]
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
