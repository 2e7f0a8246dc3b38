internal import Autoencoders
internal import CBenchmarks
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets

/// A training case. Peers were measured on the same layers, batch and optimizer, but for the last ones,
/// which are there for their objectives.
struct TrainingCase {
  let name: String
  let model: ModelConfiguration
  let training: TrainingConfiguration
  /// Peers report the mean over pixels; the sum is this many times as large.
  let lossScale: Double

  static let all: [TrainingCase] = [
    TrainingCase(
      "simple", [.dense(32, .relu)], .deterministic, [.dense(784, .identity)], batch: 256,
      adam,
      lossScale: 784),
    TrainingCase(
      "deep", [.dense(128, .relu), .dense(64, .relu), .dense(32, .relu)], .deterministic,
      [.dense(64, .relu), .dense(128, .relu), .dense(784, .identity)], batch: 256, adam,
      lossScale: 784),
    TrainingCase(
      "vae64", [.dense(64, .relu)], .gaussian(dimensions: 2),
      [.dense(64, .relu), .dense(784, .identity)], batch: 32, adam, lossScale: 1),
    TrainingCase(
      "vae256", [.dense(256, .relu)], .gaussian(dimensions: 2),
      [.dense(256, .relu), .dense(784, .identity)], batch: 100, rmsprop, lossScale: 1),
    TrainingCase(
      "vae512", [.dense(512, .relu), .dense(512, .relu)], .gaussian(dimensions: 128),
      [.dense(512, .relu), .dense(512, .relu), .dense(784, .identity)], batch: 128, rmsprop,
      lossScale: 1, binarization: .dynamic),
    TrainingCase(preset: "conv", lossScale: 784),
    TrainingCase(preset: "denoise", lossScale: 784),
    TrainingCase(preset: "contractive", lossScale: 1),
    TrainingCase(preset: "vae-free-bits", lossScale: 1),
    TrainingCase(preset: "iwae-5", lossScale: 1),
  ]

  private static let adam = OptimizerConfiguration.adam(Adam.Constants())
  private static let rmsprop = OptimizerConfiguration.rmsprop(RMSprop.Constants())

  init(
    _ name: String, _ encoder: [LayerConfiguration], _ latent: Latent,
    _ decoder: [LayerConfiguration], batch: Int, _ optimizer: OptimizerConfiguration,
    lossScale: Double, binarization: Binarization? = nil
  ) {
    self.name = name
    model = ModelConfiguration(
      encoder: encoder, latent: latent, decoder: decoder, binarization: binarization)
    training = TrainingConfiguration(
      epochs: 1, batchSize: batch, seed: 1, optimizer: optimizer,
      gradientUnit: lossScale == 1 ? .image : .pixel)
    self.lossScale = lossScale
  }

  private init(preset name: String, lossScale: Double) {
    guard let preset = Preset.named(name) else { preconditionFailure("no preset \(name)") }
    self.name = name
    model = preset.model
    training = preset.training
    self.lossScale = lossScale
  }

  /// Floating-point operations of one image in a step: 2 a multiplication forward, 2 for the weight's
  /// gradient, 2 for the gradient of the input, which the first layer does not need.
  var operationsPerImage: Double {
    let encoder = multiplications(of: model.encoder, from: model.imageShape)
    let decoder = multiplications(of: model.decoder, from: model.codeShape)
    let features = model.encoder.reduce(model.imageShape) { $1.outputShape(for: $0) ?? $0 }
    let heads = model.isVariational ? features.count * 2 * model.latentCount : 0
    let codes = training.objective.bound.samples
    let all = encoder.reduce(0, +) + codes * decoder.reduce(0, +) + heads
    return Double(6 * all - 2 * (encoder.first ?? 0))
  }

  /// Multiplications of each layer's forward pass.
  private func multiplications(
    of layers: [LayerConfiguration], from input: FeatureShape
  ) -> [Int] {
    var shape = input
    return layers.map { layer in
      let output = layer.outputShape(for: shape) ?? shape
      defer { shape = output }
      return switch layer {
      case .dense, .thinned: shape.count * output.count
      case .convolution(_, let kernel, _, _, _): output.count * kernel * kernel * shape.channels
      case .transposedConvolution(_, let kernel, _, _):
        shape.count * kernel * kernel * output.channels
      case .maxPooling, .upsampling, .flatten, .reshape, .skip, .join, .graph: 0
      }
    }
  }
}

/// Times the training cases, everything a step does included: data, noise, loss value, update.
func benchTraining(_ context: BenchContext, _ report: Report) throws {
  for benchCase in TrainingCase.all where context.wants(benchCase.name) {
    var training = benchCase.training
    training.epochs = context.epochs + 1
    training.seed = context.seed
    let trainer = Trainer(
      training, of: benchCase.model, images: context.dataset.train, on: try context.engine())
    var seconds: [Double] = []
    let allocations = try allocationsPerStep(trainer)
    while !trainer.isFinished {
      seconds.append(
        try time {
          while !trainer.isEpochComplete { _ = try trainer.step() }
          trainer.beginNextEpoch()
        })
    }
    let evaluation = Evaluator(
      images: context.dataset.test, model: benchCase.model, capacity: Evaluator.imagesAtOnce
    ).evaluate(trainer.model, seed: context.seed)
    let epoch = median(Array(seconds.dropFirst()))
    let images = Double(context.dataset.train.count)
    let operations = benchCase.operationsPerImage * images
    try report.add(
      benchCase.name, "train",
      [
        ("epoch_s", epoch), ("img_per_s", images / epoch),
        ("of_peak", operations / epoch / context.peak),
        ("test_loss", evaluation.loss.total / benchCase.lossScale),
        ("allocs_per_step", allocations), ("peak_rss_mb", peakMemory()),
      ])
  }
}

/// Heap allocations of a step, not counting the first; not a number where they cannot be counted.
private func allocationsPerStep(_ trainer: Trainer) throws -> Double {
  let steps = 50
  _ = try trainer.step()
  let before = cb_allocations()
  for _ in 0..<steps { _ = try trainer.step() }
  return cb_is_counting() ? Double(cb_allocations() - before) / Double(steps) : .nan
}

/// The most memory this process has had, in megabytes.
private func peakMemory() -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  let kilobytes = line?.split(separator: " ").compactMap { Double($0) }.first
  return (kilobytes ?? .nan) / 1024
}
