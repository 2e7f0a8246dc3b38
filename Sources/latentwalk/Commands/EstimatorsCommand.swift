internal import Autoencoders
internal import Datasets
internal import ImageSets
internal import ProgramOptions

let estimatorsCommand = Command(
  "estimators", .some("RUN|MODEL", most: 16),
  "compare estimators of the ELBO's gradient: through the sample, or by the score function",
  details: """
    For test images, the variance of one sample's estimate of the gradient by the posterior's mean,
    summed over latents, mean over images. The reparameterized estimator differentiates log p(x, z) at
    the sample z = mean + sigma * noise; the score-function estimator multiplies log p(x, z) - log q(z)
    by the gradient of log q(z), and its baseline form first takes off the mean over the other samples.
    z is the root mean square of their difference in standard errors, about 1 where both are unbiased.
    Give several models to see how it goes with the number of latents. First comes a case of one latent
    that is known exactly.
    """,
  options: OptionList(.count, .samples, .seed) + .images + OptionList(.threads, .json),
  completion: .models,
  examples: [
    "latentwalk estimators runs/vae", "latentwalk estimators runs/vae-2 runs/vae-10 runs/vae-20",
  ]
) { arguments in
  let comparison = EstimatorComparison(
    images: arguments[.count], samples: arguments[.samples], seed: arguments[.seed],
    data: try arguments.dataRequest(), threads: arguments[.threads])
  let isJSON = arguments[.json]
  let models = try arguments.operands.map(StoredModel.init)
  for stored in models {
    try RunError.checkGaussianPosterior(of: stored.model.configuration, for: "estimators")
  }
  return {
    let report = try comparison.report(of: models)
    printOut(isJSON ? try report.json : report.text)
    return 0
  }
}

extension Option {
  fileprivate static var count: Option<Int> {
    Option<Int>(
      "--count", .integer(1...10_000), default: 100, help: "test images, from the first")
  }

  fileprivate static var samples: Option<Int> {
    Option<Int>(
      "--samples", .integer(3...100_000, as: "K"), default: 200, help: "samples of each posterior")
  }
}

/// A comparison of estimators as the options ask for it.
private struct EstimatorComparison {
  let images: Int
  let samples: Int
  let seed: UInt64
  let data: DataRequest
  let threads: Int

  func report(of models: [StoredModel]) throws -> EstimatorReport {
    let engine = try ProgramEnvironment.current.engine(threads: threads)
    let variances = try withProgress("sampling gradients") { progress in
      try models.enumerated().map { place, stored in
        try self.variances(of: stored, on: engine) {
          progress((Double(place) + $0) / Double(models.count))
        }
      }
    }
    return EstimatorReport(
      samples: samples, seed: seed, quadratic: QuadraticReport(seed: seed, on: engine),
      models: variances)
  }

  private func variances(
    of stored: StoredModel, on engine: Engine, progress: (Double) -> Void
  ) throws -> ModelVariances {
    let configuration = stored.model.configuration
    let dataset = try stored.dataset(data, .current)
    let images = dataset.test.prefix(images)
    let model = Autoencoder(
      stored.model, capacity: configuration.capacity(for: min(images.count, 100)), on: engine)
    let starts = Array(stride(from: 0, to: images.count, by: model.capacity))
    let moments = starts.enumerated().flatMap { part, start in
      let rows = start..<min(start + model.capacity, images.count)
      return model.gradientMoments(of: images.images(rows), samples: samples, seed: seed) {
        progress((Double(part) + $0) / Double(starts.count))
      }
    }
    return ModelVariances(
      stored, dataset: dataset.name, latents: configuration.latentCount, moments: moments)
  }
}
