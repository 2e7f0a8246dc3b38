import Autoencoders
import Testing

/// A small model with an objective, images and fixed noise, whose gradient can be held against finite
/// differences of the loss it reports.
struct ModelFixture: Sendable, CustomTestStringConvertible {
  let name: String
  let model: ModelConfiguration
  let objective: Objective
  var testDescription: String { name }

  init(_ name: String, _ model: ModelConfiguration, _ objective: Objective = Objective()) {
    self.name = name
    self.model = model
    self.objective = objective
  }

  /// A model of 5x5 images with dense layers.
  static func dense(
    _ encoder: [LayerConfiguration], _ latent: Latent, tied: Bool = false
  ) -> ModelConfiguration {
    ModelConfiguration(
      imageHeight: 5, imageWidth: 5, encoder: encoder, latent: latent,
      decoder: tied ? [.dense(25, .identity)] : [.dense(8, .tanh), .dense(25, .identity)],
      tiesWeights: tied ? true : nil)
  }

  static func images(_ rows: Int, pixels: Int) -> Matrix {
    let images = Matrix.random(rows, pixels, seed: 11)
    for row in 0..<rows {
      for column in 0..<pixels { images[row, column] = abs(images[row, column]) }
    }
    return images
  }

  static let noise = NoiseSource.drawn(seed: 5, stream: .posterior, step: 1)

  var images: Matrix { Self.images(8, pixels: model.pixelCount) }

  func makeModel() -> Autoencoder {
    Autoencoder(
      model, initialization: .glorotUniform, seed: 3, capacity: 8,
      codesPerImage: objective.bound.samples, on: makeEngine())
  }

  /// The loss of a fresh model, of `objective` or of another.
  func loss(_ other: Objective? = nil) -> LossTerms {
    makeModel().differentiate(images, noise: Self.noise, objective: other ?? objective)
  }

  /// Holds the gradient by every parameter against central differences.
  func expectGradients(sourceLocation: SourceLocation = #_sourceLocation) {
    let (model, images) = (makeModel(), images)
    func loss() -> Double {
      model.differentiate(images, noise: Self.noise, objective: objective).total
    }
    #expect(loss().isFinite, sourceLocation: sourceLocation)
    let gradient = model.gradients.floats
    // Missing connections have no gradient, whatever the loss would do.
    let entries = model.layout.parameters.flatMap(\.range).filter {
      gradient[$0] != 0 || model.parameters[$0] != 0
    }
    #expect(entries.count > 20, sourceLocation: sourceLocation)
    expectGradient(
      { gradient[$0] }, of: model.parameters, at: entries, step: 1e-3, tolerance: 4e-3, loss,
      sourceLocation: sourceLocation)
  }
}
