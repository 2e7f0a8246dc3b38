public import FileFormats
public import ImageSets

/// A training run stopped in flight: parameters, optimizer state and position. The generator needs no
/// state of its own: its draws are functions of the seed and the position.
public struct Checkpoint: Equatable, Sendable {
  /// The model.
  public let model: ModelSnapshot
  /// The optimizer's memory, by name; each buffer is as long as the parameters.
  public let optimizerState: [String: [Float]]
  /// Where persistent Markov chains stand, in runs that have them.
  public let chains: [Float]?
  /// Where training stands.
  public internal(set) var position: TrainingPosition
  /// The losses of the steps that the log has no line of yet; nil where its last line is of the last step.
  public let line: StepLosses?

  private static let statePrefix = "optimizer."
  private static let chainsKey = "sampler.chains"

  /// Whether a tensor called `name` is of a run's state rather than of a model.
  static func isState(tensor name: String) -> Bool {
    name.hasPrefix(statePrefix) || name == chainsKey || name == EpochRecord.codesKey
  }

  /// Takes the state of `trainer` as it is now.
  ///
  /// - Parameters:
  ///   - trainer: the trainer.
  ///   - line: the steps that are to be part of the log's next line.
  public init(of trainer: Trainer, line: StepLosses? = nil) {
    model = trainer.model.snapshot(step: trainer.position.step)
    optimizerState = Dictionary(
      uniqueKeysWithValues: trainer.optimizer.state.map { ($0.name, $0.buffer.floats) })
    chains = trainer.contrastiveDivergence?.state
    position = trainer.position
    self.line = line
  }

  /// The file's contents: those of the model, the state that goes with it, and the position as JSON in
  /// the metadata.
  ///
  /// - Throws: `ModelFileError.metadata` where a number is infinite or none.
  public func safeTensors() throws(ModelFileError) -> SafeTensors {
    var file = try model.safeTensors()
    for (name, values) in optimizerState {
      file.tensors[Self.statePrefix + name] = SafeTensors.Tensor(values, shape: [values.count])
    }
    file.tensors[Self.chainsKey] = chains.map { SafeTensors.Tensor($0, shape: [$0.count]) }
    do { file.metadata[MetadataKey.position] = try position.documentText() } catch {
      throw .metadata(key: MetadataKey.position, error)
    }
    do { file.metadata[MetadataKey.line] = try line?.json.text() } catch {
      throw .metadata(key: MetadataKey.line, .json(error))
    }
    return file
  }

  /// Reads a checkpoint from the contents of a file, of this version or an earlier one.
  ///
  /// - Throws: `ModelFileError` where they are none.
  public init(_ file: SafeTensors) throws(ModelFileError) {
    model = try ModelSnapshot(file)
    guard let text = file.metadata[MetadataKey.position] else {
      throw .metadata(key: MetadataKey.position, .missingKey(path: ""))
    }
    do { position = try TrainingPosition(document: text) } catch {
      throw .metadata(key: MetadataKey.position, error)
    }
    do { line = try file.metadata[MetadataKey.line].map(StepLosses.init(parsing:)) } catch {
      throw .metadata(key: MetadataKey.line, error)
    }
    chains = try file.tensors[Self.chainsKey].map { tensor throws(ModelFileError) in
      try tensor.finiteFloats(named: Self.chainsKey)
    }
    var state: [String: [Float]] = [:]
    for (name, tensor) in file.tensors where name.hasPrefix(Self.statePrefix) {
      let values = try tensor.finiteFloats(named: name)
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
    guard
      checkpoint.position.isPossible(images: images.count, batchSize: configuration.batchSize)
    else { throw .impossiblePosition(checkpoint.position) }
    model.load(checkpoint.model)
    self.init(configuration, model: model, images: images, position: checkpoint.position)
    for (name, buffer) in optimizer.state {
      guard let values = checkpoint.optimizerState[name] else {
        throw .missingTensor("optimizer.\(name)")
      }
      buffer.write(values)
    }
    guard contrastiveDivergence?.accepts(checkpoint.chains) ?? true else {
      throw .missingTensor("sampler.chains")
    }
    contrastiveDivergence?.state = checkpoint.chains
  }
}
