import Autoencoders
import Foundation
import ImageSets

/// Trains a VAE on an array of its own, saves it, loads it and decodes; ends with status 1 where the loss
/// did not fall or the loaded model decodes something else.
@main
struct Bars {
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
    print("-ELBO of each epoch:", losses)
    require(losses.count == 40 && losses[39] < 0.75 * losses[0], "the loss did not fall")

    let path = CommandLine.arguments.dropFirst().first ?? "bars.safetensors"
    try trainer.snapshot().write(to: path)
    let loaded = Autoencoder(try ModelSnapshot(contentsOf: path))
    let codes = loaded.encode(images)
    require(codes == trainer.model.encode(images), "the loaded model encodes something else")
    require(
      loaded.decode([0.5, -1]) == trainer.model.decode([0.5, -1]),
      "the loaded model decodes something else")

    let reconstruction = loaded.reconstruct(images)[0]
    let difference = zip(reconstruction, loaded.decode(codes[0])).map { abs($0 - $1) }
    require(
      reconstruction.count == height * width && difference.allSatisfy { $0 < 1e-4 },
      "a reconstruction is not the image of its code")
    require(
      loaded.evaluate(on: images).loss.negativeELBO < losses[0],
      "the loaded model is worse than the first epoch")
  }

  static func require(_ condition: Bool, _ failure: String) {
    guard !condition else { return }
    print("FAIL ", failure)
    exit(1)
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
