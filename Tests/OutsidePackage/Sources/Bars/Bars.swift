import Autoencoders
import ImageSets

/// Trains a VAE on an array of its own, saves it, loads it and decodes; fails where the loss did not fall
/// or the loaded model decodes something else.
@main
struct Bars {
  enum Failure: Error {
    case lossDidNotFall(first: Double, last: Double)
    case loadedModelDiffers
    case imagesAreNotReconstructed(squaredError: Double)
  }

  static let height = 12
  static let width = 10

  static func main() throws {
    let images = try LabeledImages(
      height: height, width: width, floats: (0..<400).flatMap(bar))
    let configuration = ModelConfiguration(
      imageHeight: height, imageWidth: width, encoder: [.dense(64, .relu)],
      latent: .gaussian(dimensions: 2),
      decoder: [.dense(64, .relu), .dense(height * width, .identity)])
    try configuration.validate()

    var losses: [Double] = []
    let trainer = try Trainer(
      TrainingConfiguration(epochs: 40, batchSize: 20, seed: 1), of: configuration, images: images)
    try trainer.finish { _, loss in losses.append(loss.negativeELBO) }
    guard let first = losses.first, let last = losses.last, last < 0.75 * first else {
      throw Failure.lossDidNotFall(first: losses.first ?? 0, last: losses.last ?? 0)
    }

    let path = CommandLine.arguments.dropFirst().first ?? "/tmp/bars.safetensors"
    try trainer.snapshot().write(to: path)
    let loaded = Autoencoder(try ModelSnapshot(contentsOf: path))
    let codes = loaded.encode(images)
    guard loaded.decode([0.5, -1]) == trainer.model.decode([0.5, -1]),
      codes == trainer.model.encode(images), codes.allSatisfy({ $0.count == 2 })
    else { throw Failure.loadedModelDiffers }

    let evaluation = loaded.evaluate(on: images)
    let difference = zip(loaded.reconstruct(images)[0], loaded.decode(codes[0])).map {
      abs($0 - $1)
    }
    guard (difference.max() ?? 1) < 1e-4, evaluation.squaredError < 5 else {
      throw Failure.imagesAreNotReconstructed(squaredError: evaluation.squaredError)
    }
    print("-ELBO \(first) in the first epoch, \(last) in the last")
  }

  /// A bright row or column on black, one of 22.
  static func bar(_ index: Int) -> [Float] {
    let place = index % (height + width)
    let gray = 1 - Float(index % 5) / 20
    return (0..<height * width).map { pixel in
      let isOnBar = place < height ? pixel / width == place : pixel % width == place - height
      return isOnBar ? gray : 0
    }
  }
}
