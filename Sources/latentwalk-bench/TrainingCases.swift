internal import Autoencoders

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
