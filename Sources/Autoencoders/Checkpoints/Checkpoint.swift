public import FileFormats
public import ImageSets

/// A training run stopped in flight: parameters, optimizer state and position. The generator needs no
/// state of its own: its draws are functions of the seed and the position.
public struct Checkpoint: Equatable, Sendable {
  public let model: ModelSnapshot
  public let optimizerState: [String: [Float]]
  /// Where persistent Markov chains stand, in runs that have them.
  public let chains: [Float]?
  public let position: TrainingPosition

  private static let positionKey = "latentwalk.position"
  private static let statePrefix = "optimizer."
  private static let chainsKey = "sampler.chains"

  /// What is to be saved of a trainer now.
  public init(of trainer: Trainer) {
    model = trainer.model.snapshot(step: trainer.position.step)
    optimizerState = Dictionary(
      uniqueKeysWithValues: trainer.optimizer.state.map { ($0.name, $0.buffer.floats) })
    chains = trainer.contrastiveDivergence?.state
    position = trainer.position
  }

  public func safeTensors() -> SafeTensors {
    var file = model.safeTensors()
    for (name, values) in optimizerState {
      file.tensors[Self.statePrefix + name] = SafeTensors.Tensor(values, shape: [values.count])
    }
    file.tensors[Self.chainsKey] = chains.map { SafeTensors.Tensor($0, shape: [$0.count]) }
    file.metadata[Self.positionKey] = jsonText(position)
    return file
  }

  public init(_ file: SafeTensors) throws(ModelFileError) {
    var parameters = file
    chains = parameters.tensors.removeValue(forKey: Self.chainsKey)?.floats
    model = try ModelSnapshot(parameters, ignoring: Self.statePrefix)
    guard let text = file.metadata[Self.positionKey],
      let position: TrainingPosition = decodedJSON(text)
    else { throw .unreadableConfiguration }
    self.position = position
    var state: [String: [Float]] = [:]
    for (name, tensor) in file.tensors where name.hasPrefix(Self.statePrefix) {
      guard let values = tensor.floats else {
        throw .wrongElement(tensor: name, found: tensor.element)
      }
      guard values.count == model.parameters.count else {
        throw .wrongShape(tensor: name, expected: [model.parameters.count], found: tensor.shape)
      }
      state[String(name.dropFirst(Self.statePrefix.count))] = values
    }
    optimizerState = state
  }
}

extension Trainer {
  /// A trainer that goes on where `checkpoint` was taken.
  ///
  /// - Throws: `ModelFileError` when the checkpoint is of another model or optimizer, or of no training
  ///   with so many images.
  public convenience init(
    resuming checkpoint: Checkpoint, _ configuration: TrainingConfiguration, model: Autoencoder,
    images: LabeledImages
  ) throws(ModelFileError) {
    guard checkpoint.model.configuration == model.configuration else { throw .otherModel }
    let stepsPerEpoch = EpochOrder.batchCount(
      images: images.count, batchSize: configuration.batchSize)
    guard checkpoint.position.isPossible(stepsPerEpoch: stepsPerEpoch) else {
      throw .impossiblePosition(checkpoint.position)
    }
    model.load(checkpoint.model)
    self.init(configuration, model: model, images: images, position: checkpoint.position)
    for (name, buffer) in optimizer.state {
      guard let values = checkpoint.optimizerState[name] else {
        throw .missingTensor("optimizer.\(name)")
      }
      buffer.write(values)
    }
    contrastiveDivergence?.state = checkpoint.chains
  }
}
