/// A model as a value: its configuration and a copy of its parameters.
public struct ModelSnapshot: Equatable, Sendable {
  /// Everything that decides, with the parameters, what the model computes.
  public let configuration: ModelConfiguration
  /// The flat buffer of `Autoencoder.parameters`, gaps included.
  package let parameters: [Float]
  /// Training steps behind these parameters.
  public let step: Int
  /// Metadata that other programs put into the model's file; it is written back as it is.
  public let foreignMetadata: [String: String]
  /// What the model's file says of its training; nil where it says nothing.
  public let card: ModelCard?

  /// A snapshot of a model of this configuration after `step` training steps.
  package init(
    configuration: ModelConfiguration, parameters: [Float], step: Int,
    foreignMetadata: [String: String] = [:], card: ModelCard? = nil
  ) {
    self.card = card
    self.foreignMetadata = foreignMetadata
    self.configuration = configuration
    self.parameters = parameters
    self.step = step
  }
}

extension ModelSnapshot {
  /// The same model with a card, which its file then holds.
  public func described(by card: ModelCard) -> ModelSnapshot {
    ModelSnapshot(
      configuration: configuration, parameters: parameters, step: step,
      foreignMetadata: foreignMetadata, card: card)
  }

  /// The model whose parameters are the nearest that a file of some precision can hold.
  public func rounded(to precision: ParameterPrecision) -> ModelSnapshot {
    ModelSnapshot(
      configuration: configuration, parameters: parameters.map(precision.nearest), step: step,
      foreignMetadata: foreignMetadata, card: card)
  }
}

extension Autoencoder {
  /// A copy of the model as it is now.
  ///
  /// - Parameter step: training steps behind it, when that is known.
  public func snapshot(step: Int = 0) -> ModelSnapshot {
    ModelSnapshot(configuration: configuration, parameters: parameters.floats, step: step)
  }

  /// A working model of a snapshot.
  ///
  /// - Parameters:
  ///   - snapshot: the model as a value.
  ///   - capacity: images at a time; when nil, as many as `Evaluator.imagesAtOnce` or the
  ///     processor's cache allow.
  ///   - engine: where it is computed.
  public convenience init(
    _ snapshot: ModelSnapshot, capacity: Int? = nil, on engine: Engine = Engine()
  ) {
    self.init(snapshot.configuration, capacity: capacity, on: engine)
    load(snapshot)
  }

  /// Takes over the parameters of a snapshot of the same configuration.
  public func load(_ snapshot: ModelSnapshot) {
    precondition(snapshot.configuration == configuration, "the snapshot is of another model")
    parameters.write(snapshot.parameters)
  }
}
