import Autoencoders
import ImageSets
import TestSupport
import Testing

/// Work on images and codes as a user holds them, on images that are neither square nor 28x28.
struct AutoencoderImagesTests {
  private static let configuration = ModelConfiguration(
    imageHeight: 4, imageWidth: 6, encoder: [.dense(8, .relu)], latent: .gaussian(dimensions: 3),
    decoder: [.dense(8, .relu), .dense(24, .identity)])

  private static let images = LabeledImages(
    height: 4, width: 6, pixels: (0..<24 * 11).map { UInt8($0 * 37 % 256) })

  private func model(capacity: Int) -> Autoencoder {
    Autoencoder(
      Self.configuration, initialization: .glorotUniform, seed: 5, capacity: capacity,
      on: makeEngine())
  }

  /// The greatest difference of two values in the same place.
  private static func distance(_ a: [[Float]], _ b: [[Float]]) -> Float {
    zip(a.joined(), b.joined()).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// But for the last bits: the rows at the end of a batch are summed in another order.
  @Test func batchesDecideNothing() {
    let (whole, parts) = (model(capacity: 11), model(capacity: 4))
    let codes = parts.encode(Self.images)
    #expect(codes.count == 11 && codes.allSatisfy { $0.count == 3 } && codes[0] != codes[10])
    #expect(Self.distance(codes, whole.encode(Self.images)) < 1e-5)
    let images = parts.images(of: codes)
    #expect(images.count == 11 && images.allSatisfy { $0.count == 24 } && images[0] != images[10])
    #expect(Self.distance(images, whole.images(of: codes)) < 1e-5)
    #expect(Self.distance(images, parts.reconstruct(Self.images)) < 1e-5)
    #expect(Self.distance([images[10]], [parts.decode(codes[10])]) < 1e-5)
    #expect(parts.encode(Self.images.prefix(0)).isEmpty && parts.images(of: []).isEmpty)
  }

  @Test func codesAreThePosteriorsMeans() {
    let model = model(capacity: 11)
    let evaluation = model.evaluate(on: Self.images, seed: 3)
    #expect(evaluation.codes == model.encode(Self.images).flatMap { $0 })
    #expect(
      evaluation
        == Evaluator(images: Self.images, model: Self.configuration).evaluate(model, seed: 3))
  }

  @Test func aDenoisingModelReadsImagesClean() throws {
    var configuration = Self.configuration
    configuration.latent = .deterministic
    configuration.decoder = Self.configuration.decoder
    let clean = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 5, capacity: 11, on: makeEngine())
    configuration.corruption = .masking(share: 1)
    let denoising = Autoencoder(
      configuration, initialization: .glorotUniform, seed: 5, capacity: 11, on: makeEngine())
    #expect(denoising.encode(Self.images) == clean.encode(Self.images))
    #expect(denoising.reconstruct(Self.images) == clean.reconstruct(Self.images))
  }

  @Test func aSavedModelComesBack() throws {
    let trainer = Trainer(
      TrainingConfiguration(epochs: 3, batchSize: 4), of: Self.configuration, images: Self.images,
      on: makeEngine())
    var epochs: [Int] = []
    var losses: [LossTerms] = []
    try trainer.finish { epoch, loss in
      epochs.append(epoch)
      losses.append(loss)
    }
    #expect(epochs == [1, 2, 3] && losses[2].total < losses[0].total)
    try withTemporaryFolder { folder in
      let path = "\(folder)/model.safetensors"
      try trainer.snapshot().write(to: path)
      let snapshot = try ModelSnapshot(contentsOf: path)
      #expect(snapshot == trainer.snapshot() && snapshot.step == 9)
      let loaded = Autoencoder(snapshot)
      #expect(loaded.decode([0.5, -1, 2]) == trainer.model.decode([0.5, -1, 2]))
      #expect(throws: RunFolderError.self) { try ModelSnapshot(contentsOf: "\(folder)/none") }
    }
  }

  @Test func anEngineUsesEveryProcessor() throws {
    let engine = Engine()
    #expect((1...Engine.maxThreads).contains(engine.threads))
    #expect(Engine.kernelNames.contains(engine.kernelName))
  }
}
