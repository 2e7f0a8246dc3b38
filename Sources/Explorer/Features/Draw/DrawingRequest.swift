internal import Autoencoders
internal import ImageSets

/// A drawing that the model is to read.
public struct DrawingRequest: Equatable, Sendable {
  /// Its shape.
  let shape: FeatureShape
  /// Its values from 0 to 255, as images have them.
  let levels: [UInt8]
  /// The number of the codes that are shown: newer weights have a greater one.
  let version: Int

  /// Samples of a posterior that is no Gaussian.
  private static let samples = 200
  /// The seed of noise that `eval`, `reconstruct` and `denoise` have unless told another.
  private static let noiseSeed: UInt64 = 0

  /// What the model makes of it.
  func read(on bench: Workbench) -> DrawingReading {
    let model = bench.model
    let image = LabeledImages(
      height: shape.height, width: shape.width, channels: shape.channels, pixels: levels)
    let latent = model.configuration.latent
    var reading = DrawingReading(
      request: self, values: model.readings(of: image)[0],
      code: model.encode(image)[0], output: model.reconstruct(image)[0])
    if latent.isGaussian {
      let statistics = Evaluator(images: image, model: model.configuration, capacity: 1)
        .posteriors(model)
      reading.posterior = GaussianPosterior(statistics)
    } else if latent.hasFlow {
      reading.samples = model.posteriorSamples(of: image, count: Self.samples)
    }
    if model.configuration.corruption != nil {
      let restoration = Reconstruction(of: image, by: model, seed: Self.noiseSeed)
      reading.restoration = .init(noisy: restoration.inputs[0], restored: restoration.outputs[0])
    }
    return reading
  }
}

/// What a model made of a drawing.
public struct DrawingReading: Equatable, Sendable {
  /// What was read.
  let request: DrawingRequest
  /// Its errors.
  let values: ImageReading
  /// The mean of its posterior, or its code where there is no posterior.
  let code: [Float]
  /// The image from that code.
  let output: [Float]
  /// Its posterior, where that is a Gaussian.
  var posterior: GaussianPosterior?
  /// Codes drawn from its posterior, where that is none.
  var samples: [[Float]] = []
  /// Of a model that takes noise away: the drawing with the noise of its training, and what the model makes of that.
  var restoration: Restoration?

  /// A drawing with noise, and without it again.
  struct Restoration: Equatable, Sendable {
    let noisy: [Float]
    let restored: [Float]
  }
}

extension DrawingReading {
  /// There is a posterior, Gaussian or not.
  var isVariational: Bool { posterior != nil || !samples.isEmpty }
}
