import Autoencoders
import FileFormats
import Foundation
import ImageSets
import Testing

/// Scaling a latent changes no decoded image when the decoder's first layer undoes it, so at a stationary
/// point the KL term alone is stationary along that direction.
struct StationaryLatentTests {
  /// Images of 4x4 pixels that differ in two ways.
  private static let images: LabeledImages = {
    var random = Philox(seed: 7, stream: .evaluation)
    let pixels = (0..<500).flatMap { _ in
      let (tilt, level) = (random.nextUnit(), random.nextUnit())
      return (0..<16).map { (pixel: Int) -> UInt8 in
        let slope = 0.18 * (tilt - 0.5) * Float(pixel % 4 - pixel / 4)
        return UInt8(255 * (0.5 + 0.4 * (level - 0.5) + slope))
      }
    }
    return LabeledImages(
      height: 4, width: 4, pixels: pixels, labels: [UInt8](repeating: 0, count: 500))
  }()

  /// Rows of [mean | log-variance] of the training images once training has settled.
  private static func posteriors(_ latent: Latent) throws -> [Float] {
    let model = ModelConfiguration(
      imageHeight: 4, imageWidth: 4, encoder: [.dense(12, .tanh)], latent: latent,
      decoder: [.dense(12, .tanh), .dense(16, .identity)],
      likelihood: .gaussian(standardDeviation: 0.1))
    let training = TrainingConfiguration(
      epochs: 6000, batchSize: 250, seed: 1, optimizer: .adam(Adam.Constants(rate: 0.003)),
      schedule: .cosine)
    let trainer = Trainer(
      training,
      model: Autoencoder(
        model, initialization: .glorotUniform, seed: 1, capacity: 250, on: makeEngine()),
      images: images)
    try trainer.finish()
    return Evaluator(images: images, model: model, capacity: 250).posteriors(trainer.model)
  }

  /// The mean of `value` of mean and log-variance over images, for each latent.
  private static func means(
    _ posteriors: [Float], _ value: (_ mean: Double, _ logVariance: Double) -> Double
  ) -> [Double] {
    (0..<2).map { latent in
      let rows = stride(from: 0, to: posteriors.count, by: 4)
      return rows.reduce(0) {
        $0 + value(Double(posteriors[$1 + latent]), Double(posteriors[$1 + 2 + latent]))
      } / Double(posteriors.count / 4)
    }
  }

  /// KL = ½ Σ (mean² + variance - log variance - 1): E[mean²] + E[variance] = 1.
  @Test func theMomentsOfACorrectPosteriorSumToOne() throws {
    let posteriors = try Self.posteriors(.gaussian(dimensions: 2))
    for sum in Self.means(posteriors, { $0 * $0 + exp($1) }) { #expect(abs(sum - 1) < 0.05) }
  }

  /// The printed ½ Σ (mean² + exp s - s - 1) with a deviation of noise · exp s: E[mean²] = ½ (1 - E[exp s]),
  /// whatever the noise.
  @Test(arguments: [Float(1), 0.1])
  func theSeedsObjectiveLeavesCodesNarrow(noise: Float) throws {
    let posteriors = try Self.posteriors(.logDeviation(dimensions: 2, noise: noise))
    let squares = Self.means(posteriors) { mean, _ in mean * mean }
    let scales = Self.means(posteriors) { exp($1 / 2) / Double(noise) }
    for (square, scale) in zip(squares, scales) {
      #expect(abs(square / (0.5 * (1 - scale)) - 1) < 0.05, "\(square), \(scale)")
    }
  }
}
