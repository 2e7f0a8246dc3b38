internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

let evalCommand = CommandSpec(
  "eval", arguments: "RUN|MODEL", maximumArguments: 1,
  "evaluate a model on the test images: every part of its loss in nats per image",
  details: """
    The reconstruction term is an average over samples of each posterior; more samples make it surer.
    Element e of sample k's noise is word e mod 4 of Philox4x32-10 at counter {e / 4, k, 0, 3} with
    the seed as key, turned to normals by Box-Muller: the same numbers for everyone.
    """,
  options: [
    OptionSpec("--data", "D", "mnist, fashion-mnist, digits, or a path (the run's own)"),
    OptionSpec("--samples", "K", "posterior samples an image (16)"),
    OptionSpec("--seed", "N", "of the samples (0)"),
    OptionSpec("--importance", "K", "also log p(x) from K importance samples an image"),
    OptionSpec("--neighbors", "K", "also how often the K nearest training codes tell the class"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--json", nil, "one JSON object instead of text"),
  ],
  examples: ["latentwalk eval runs/vae --samples 64 --json"]
) { arguments in
  let stored = try StoredModel(path: try arguments.required("RUN or MODEL"))
  let samples = try arguments.integer("--samples", in: 1...100_000) ?? 16
  let seed = try arguments.seed("--seed") ?? 0
  let environment = ProgramEnvironment.current
  let engine = try environment.engine(threads: try arguments.threads())
  let dataset = try stored.dataset(arguments.string("--data"), environment)
  let capacity = stored.model.configuration.capacity(for: TrainingJob.evaluationBatch)
  let model = Autoencoder(stored.model, capacity: capacity, on: engine)
  let evaluator = Evaluator(
    images: dataset.test, model: model.configuration, capacity: capacity)
  let evaluation = evaluator.evaluate(
    model, seed: seed, samples: samples,
    klWeight: stored.configuration?.training.objective.evaluationKLWeight ?? 1)
  var report = EvaluationReport(
    evaluation, of: model.configuration, dataset: dataset.name, seed: seed)
  if let samples = try arguments.integer("--importance", in: 1...1_000_000) {
    guard model.configuration.isVariational else {
      throw UsageError.conflict(option: "--importance", other: "a model without a posterior")
    }
    report.importanceSamples = samples
    report.negativeLogLikelihood = evaluator.negativeLogLikelihood(
      model, seed: seed, samples: samples)
  }
  if let count = try arguments.integer("--neighbors", in: 1...1000) {
    report.neighbors = count
    report.neighborAccuracy = neighborAccuracy(model, dataset, count: count)
  }
  printOut(arguments.has("--json") ? try report.json() : report.text)
  return 0
}

/// How often the nearest training codes tell the class of a test image; both codes are of the images
/// as they are, without a denoiser's noise.
func neighborAccuracy(_ model: Autoencoder, _ dataset: Dataset, count: Int) -> Double {
  func codes(_ images: LabeledImages) -> [Float] {
    Evaluator(images: images, model: model.configuration, capacity: model.capacity).codes(model)
  }
  return NearestNeighbors(
    codes: codes(dataset.train), labels: dataset.train.labels,
    dimensions: model.configuration.latentCount
  ).accuracy(
    codes(dataset.test), labels: dataset.test.labels, count: count, on: model.engine)
}

/// What `eval` prints.
private struct EvaluationReport: Encodable {
  let dataset: String
  let binarization: String?
  let split = "test"
  let images: Int
  let units = "nats per image"
  let samples: Int
  let seed: UInt64
  let reconstruction: Double
  let reconstructionPerPixel: Double
  let squaredError: Double
  let meanSquaredError: Double
  let peakSignalToNoise: Double
  let kl: Double?
  let klWeight: Double?
  let negativeELBO: Double?
  let klPerDimension: [Double]?
  let squaredMeanPerDimension: [Double]
  let variancePerDimension: [Double]?
  let activeUnits: Int
  var importanceSamples: Int?
  var negativeLogLikelihood: Double?
  var neighbors: Int?
  var neighborAccuracy: Double?

  enum CodingKeys: String, CodingKey {
    case dataset, binarization, split, images, units, samples, seed, reconstruction
    case reconstructionPerPixel = "reconstruction_per_pixel"
    case squaredError = "squared_error"
    case meanSquaredError = "mse"
    case peakSignalToNoise = "psnr_db"
    case kl
    case klWeight = "kl_weight"
    case negativeELBO = "negative_elbo"
    case klPerDimension = "kl_per_dimension"
    case squaredMeanPerDimension = "squared_mean_per_dimension"
    case variancePerDimension = "variance_per_dimension"
    case activeUnits = "active_units"
    case importanceSamples = "importance_samples"
    case negativeLogLikelihood = "negative_log_likelihood"
    case neighbors
    case neighborAccuracy = "neighbor_accuracy"
  }

  init(
    _ evaluation: Evaluation, of model: ModelConfiguration, dataset: String, seed: UInt64
  ) {
    let (isVariational, pixels) = (model.isVariational, model.pixelCount)
    binarization = model.binarization?.summary
    self.dataset = dataset
    images = evaluation.images
    samples = evaluation.samples
    self.seed = seed
    reconstruction = evaluation.loss.reconstruction
    reconstructionPerPixel = evaluation.loss.reconstruction / Double(pixels)
    squaredError = evaluation.squaredError
    meanSquaredError = evaluation.squaredError / Double(pixels)
    peakSignalToNoise = evaluation.peakSignalToNoise(pixels: pixels)
    kl = isVariational ? evaluation.loss.kl : nil
    klWeight = isVariational ? evaluation.loss.klWeight : nil
    negativeELBO = isVariational ? evaluation.loss.negativeELBO : nil
    klPerDimension = isVariational ? evaluation.klPerDimension : nil
    squaredMeanPerDimension = evaluation.squaredMean
    variancePerDimension = isVariational ? evaluation.variance : nil
    activeUnits = evaluation.activeUnits
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  var text: String {
    var lines = [
      "\(images) test images of \(dataset), nats per image"
        + (binarization.map { "; \($0)" } ?? ""),
      "  reconstruction  \(fixed(reconstruction, decimals: 4))  "
        + "(\(fixed(reconstructionPerPixel, decimals: 5)) a pixel)",
      "  squared error   \(fixed(squaredError, decimals: 4))  "
        + "(\(fixed(meanSquaredError, decimals: 5)) a pixel, PSNR \(fixed(peakSignalToNoise, decimals: 2)) dB)",
    ]
    if let kl, let negativeELBO, let klPerDimension, let variancePerDimension {
      let moments = zip(squaredMeanPerDimension, variancePerDimension).map { $0 + $1 }
      lines += [
        "  KL              \(fixed(kl, decimals: 4))",
        "  -ELBO           \(fixed(negativeELBO, decimals: 4))  (\(samples) samples an image)",
        "  KL of each latent               \(numbers(klPerDimension))",
        "  E[mean^2] + E[variance] of each \(numbers(moments))",
      ]
    }
    lines.append("  active units    \(activeUnits) of \(squaredMeanPerDimension.count)")
    if let negativeLogLikelihood, let importanceSamples {
      lines.append(
        "  -log p(x)       \(fixed(negativeLogLikelihood, decimals: 4)) at most  "
          + "(\(importanceSamples) importance samples an image)")
    }
    if let neighborAccuracy, let neighbors {
      lines.append(
        "  class told by the \(neighbors) nearest training codes: "
          + "\(fixed(neighborAccuracy * 100, decimals: 2)) % of test images")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func numbers(_ values: [Double]) -> String {
    values.map { fixed($0, decimals: 3) }.joined(separator: " ")
  }
}
