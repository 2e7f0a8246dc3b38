internal import Foundation

extension Autoencoder {
  /// A model whose weights are drawn at random and whose biases are zero; the same for the same seed.
  ///
  /// - Parameters:
  ///   - configuration: of a model that is possible, as `validate` checks.
  ///   - initialization: the distribution that weights are drawn from.
  ///   - seed: of the random weights.
  ///   - capacity: images at a time; when nil, as many as `Evaluator.imagesAtOnce` or the
  ///     processor's cache allow.
  ///   - codesPerImage: the most samples of an objective's bound that the model can work on.
  ///   - engine: where it is computed.
  public convenience init(
    _ configuration: ModelConfiguration, initialization: WeightInitialization, seed: UInt64,
    capacity: Int? = nil, codesPerImage: Int = 1, on engine: Engine
  ) {
    self.init(configuration, capacity: capacity, codesPerImage: codesPerImage, on: engine)
    parameters.write(layout.initialValues(initialization, seed: seed))
    for layer in encoder.layers + decoder.layers { layer.prepare(parameters) }
    latent.prepare(parameters)
  }

  /// A model with random weights, as the other initializer makes it, on an engine of its own with a
  /// thread for each core.
  ///
  /// - Throws: `ModelConfigurationError` where the configuration describes no model, or `EngineError`.
  public convenience init(
    _ configuration: ModelConfiguration, initialization: WeightInitialization = .glorotUniform,
    seed: UInt64, capacity: Int? = nil, codesPerImage: Int = 1
  ) throws {
    try configuration.validate()
    self.init(
      configuration, initialization: initialization, seed: seed, capacity: capacity,
      codesPerImage: codesPerImage, on: try Engine.oneThreadPerCore())
  }
}

extension Engine {
  /// An engine on the fastest kernels with a thread for each core.
  static func oneThreadPerCore() throws(EngineError) -> Engine {
    try Engine(threads: min(ProcessInfo.processInfo.activeProcessorCount, maxThreads))
  }
}
