import Autoencoders
import FileFormats
import Foundation
import ImageSets
import Testing

struct ContrastiveDivergenceTests {
  private static let preset = Preset(
    name: "", summary: "", source: "",
    model: ModelConfiguration(
      imageHeight: 2, imageWidth: 3, encoder: [.dense(3, .sigmoid)], latent: .deterministic,
      decoder: [.dense(6, .identity)], tiesWeights: true),
    training: TrainingConfiguration(
      epochs: 200, batchSize: 50, optimizer: .sgd(rate: 0.1),
      pretraining: Pretraining(
        epochsPerLayer: 200, rate: 0.2, momentum: 0, initialMomentum: 0,
        rule: ContrastiveDivergence.Rule(steps: 5, isPersistent: true))))

  /// Six pixels of which the last three repeat the first three.
  private static let images: LabeledImages = {
    var random = Philox(seed: 3, stream: .evaluation)
    let pixels = (0..<1000).flatMap { _ in
      let half = (0..<3).map { _ in UInt8(random.next(below: 2) * 255) }
      return half + half
    }
    return LabeledImages(
      height: 2, width: 3, pixels: pixels, labels: [UInt8](repeating: 0, count: 1000))
  }()

  private static func trainer() -> Trainer {
    let model = Autoencoder(
      preset.model, initialization: .glorotUniform, seed: 2, capacity: 50, on: makeEngine())
    return Trainer(preset.training, model: model, images: images)
  }

  /// -log p(v) of the data, exactly.
  private static func exactLoss(_ model: Autoencoder) throws -> Double {
    let machine = try #require(BoltzmannMachine(model))
    let states = Matrix(rows: images.count, columns: 6)
    model.engine.expandPixels(
      images.pixels, images: Array(0..<UInt32(images.count))[...], into: states)
    let energies = machine.negativeFreeEnergy(states)
    return machine.logPartition() - energies.reduce(0, +) / Double(images.count)
  }

  /// The data has three bits of entropy, six if pixels were independent.
  @Test func persistentChainsLearnTheDistribution() throws {
    let trainer = Self.trainer()
    #expect(try Self.exactLoss(trainer.model) > 5 * log(2))
    try TrainingRun(
      trainer, evaluator: Evaluator(images: Self.images, model: Self.preset.model, capacity: 50)
    ).run()
    let loss = try Self.exactLoss(trainer.model)
    #expect(loss < 3.4 * log(2), "\(loss / log(2)) bits")
  }

  /// A run that goes on from a checkpoint in the middle ends with the bits of one that never stopped.
  @Test func chainsSurviveACheckpoint() throws {
    let whole = Self.trainer(), first = Self.trainer()
    func take(_ steps: Int, _ trainer: Trainer) throws {
      for _ in 0..<steps {
        _ = try trainer.step()
        if trainer.isEpochComplete { trainer.beginNextEpoch() }
      }
    }
    try take(37, whole)
    try take(17, first)
    let checkpoint = try Checkpoint(
      SafeTensors(parsing: Checkpoint(of: first).safeTensors().fileBytes()))
    let second = try Trainer(
      resuming: checkpoint, Self.preset.training,
      model: Autoencoder(Self.preset.model, capacity: 50, on: makeEngine()), images: Self.images)
    try take(20, second)
    #expect(second.model.parameters.floats == whole.model.parameters.floats)
  }

  /// Layers are trained one after another; the decoder ends with the encoder's weights transposed, and
  /// fine-tuning then moves both.
  @Test func layersUnroll() throws {
    let model = ModelConfiguration(
      imageHeight: 2, imageWidth: 3, encoder: [.dense(5, .sigmoid), .dense(2, .identity)],
      latent: .deterministic, decoder: [.dense(5, .sigmoid), .dense(6, .identity)])
    let training = TrainingConfiguration(
      epochs: 5, batchSize: 50, optimizer: .adam(Adam.Constants()),
      pretraining: Pretraining(epochsPerLayer: 2, rule: ContrastiveDivergence.Rule()))
    let trainer = Trainer(
      training,
      model: Autoencoder(
        model, initialization: .glorotUniform, seed: 2, capacity: 50, on: makeEngine()),
      images: Self.images)
    func weights(_ name: String) throws -> Matrix {
      let parameter = try #require(trainer.model.layout.parameters.first { $0.name == name })
      return parameter.matrix(in: trainer.model.parameters)
    }
    func isUnrolled(_ encoder: String, _ decoder: String) throws -> Bool {
      let (a, b) = (try weights(encoder), try weights(decoder))
      return (0..<a.rows).allSatisfy { row in
        (0..<a.columns).allSatisfy { a[row, $0] == b[$0, row] }
      }
    }
    func runEpochs(_ count: Int) throws {
      for _ in 0..<count {
        while !trainer.isEpochComplete { _ = try trainer.step() }
        trainer.beginNextEpoch()
      }
    }
    let inner = try weights("encoder.2.weight").floats
    try runEpochs(2)
    #expect(try isUnrolled("encoder.0.weight", "decoder.2.weight"))
    #expect(try weights("encoder.2.weight").floats == inner)
    try runEpochs(2)
    #expect(try weights("encoder.2.weight").floats != inner)
    #expect(try isUnrolled("encoder.2.weight", "decoder.0.weight"))
    try runEpochs(1)
    #expect(try !isUnrolled("encoder.0.weight", "decoder.2.weight"))
  }
}
