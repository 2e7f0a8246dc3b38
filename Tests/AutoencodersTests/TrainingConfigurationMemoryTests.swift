import Testing

@testable import Autoencoders

/// Memory that training would take, counted before it is taken.
struct TrainingConfigurationMemoryTests {
  private static func model(_ layers: [LayerConfiguration]) -> ModelConfiguration {
    ModelConfiguration(
      encoder: layers, latent: .deterministic, decoder: [.dense(784, .identity)])
  }

  /// 784-16-784: rows of one line of 16 floats and of 49, an odd number; 500 images are evaluated at a time.
  @Test func countsParametersAndWhatLayersMakeOfABatch() {
    var training = Preset.all[0].training
    training.objective = Objective()
    training.batchSize = 100
    let parameters = 784 * 16 + 16 + 16 * 784 + 784
    let floats = 2 * 500 * 16 + 2 * 500 * 784 + 4 * parameters + 2 * 100 * 784
    #expect(training.workingBytes(for: Self.model([.dense(16, .relu)])) == 4 * floats)
  }

  @Test func allPresetsAreWithinTheLimit() throws {
    for preset in Preset.all {
      #expect(throws: Never.self, "\(preset.name)") {
        try preset.training.checkMemory(for: preset.model)
      }
    }
  }

  /// Each layer is small, and so is each image's part; all of them together are not.
  @Test func manyLayersAreRefused() throws {
    let many = Self.model([LayerConfiguration](repeating: .dense(2, .relu), count: 400_000))
    try many.validate()
    let error = TrainingConfigurationError.memory(
      bytes: Preset.all[0].training.workingBytes(for: many), limit: 16_000_000_000)
    #expect(throws: error) { try Preset.all[0].training.validate(for: many) }
  }

  @Test func batchesAndSamplesCountToo() throws {
    let model = try #require(Preset.named("vae")).model
    var training = try #require(Preset.named("vae")).training
    training.batchSize = 1 << 30
    guard
      case .memory(let bytes?, _) = try #require(
        throws: TrainingConfigurationError.self, performing: { try training.validate(for: model) })
    else {
      Issue.record("no number of bytes")
      return
    }
    #expect(bytes > 1 << 40)
    training.objective.bound = .importanceWeighted(samples: 1 << 16, estimator: .reparameterized)
    #expect(training.workingBytes(for: model).map { $0 > 1 << 50 } ?? false)
    training.batchSize = .max / 4
    #expect(training.workingBytes(for: model) == nil)
  }
}
