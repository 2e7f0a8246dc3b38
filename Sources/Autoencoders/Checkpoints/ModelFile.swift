public import FileFormats

/// Why a safetensors file is not a model of this program.
public enum ModelFileError: Error, Equatable {
  /// The metadata has no configuration: another program wrote the file.
  case noConfiguration
  /// The metadata under `key`, as in `latentwalk.model`, cannot be read or written.
  case metadata(key: String, MetadataError)
  /// Metadata of this program that has no meaning here.
  case unknownMetadata(key: String)
  /// The metadata describes layers that make no model.
  case invalidConfiguration(ModelConfigurationError)
  /// The card describes a training that such a model cannot have had.
  case invalidCard(TrainingConfigurationError)
  /// The metadata describes a model of `needed` numbers or more, and all tensors hold `found`.
  case tooFewNumbers(needed: Int, found: Int)
  /// The model needs a tensor that is not there.
  case missingTensor(String)
  /// A tensor is of no layer of the model.
  case unexpectedTensor(String)
  /// The tensor has another shape than the model asks for.
  case wrongShape(tensor: String, expected: [Int], found: [Int])
  /// The tensor is not of floats of 32 or 16 bits.
  case wrongElement(tensor: String, found: String)
  /// The tensor has an element that is infinite or no number.
  case notFinite(tensor: String)
  /// A checkpoint of another model than its run's.
  case otherModel
  /// A checkpoint of which epoch, batch and step do not fit together.
  case impossiblePosition(TrainingPosition)
}

/// The keys of this program in the metadata of a file.
enum MetadataKey {
  static let prefix = "latentwalk."
  static let model = prefix + "model"
  static let card = prefix + "card"
  static let step = prefix + "step"
  static let position = prefix + "position"
  static let line = prefix + "line"

  /// The part of `metadata` that is other programs', without the mark of PyTorch's layout.
  static func foreign(
    _ metadata: [String: String]
  ) throws(ModelFileError) -> [String: String] {
    var foreign = metadata
    for key in ["format", model, card, step, position, line, epoch, precision, history] {
      foreign[key] = nil
    }
    if let key = foreign.keys.sorted().first(where: { $0.hasPrefix(prefix) }) {
      throw .unknownMetadata(key: key)
    }
    return foreign
  }
}

extension ModelSnapshot {
  /// The file's contents: one tensor a parameter, named and laid out as in a PyTorch `state_dict`, in the precision
  /// that the card says, and the configuration and the card as JSON in the metadata.
  ///
  /// - Throws: `ModelFileError.metadata` where a number of the configuration is infinite or none.
  public func safeTensors() throws(ModelFileError) -> SafeTensors {
    let precision = card?.precision ?? .single
    let tensors = configuration.layout.parameters.map { parameter in
      (
        parameter.name,
        precision.tensor(Array(parameters[parameter.range]), shape: parameter.shape)
      )
    }
    var metadata = foreignMetadata.merging(try ownMetadata()) { $1 }
    metadata["format"] = "pt"
    return SafeTensors(
      tensors: Dictionary(uniqueKeysWithValues: tensors), metadata: metadata)
  }

  /// What a file says of the model beside its parameters.
  func ownMetadata() throws(ModelFileError) -> [String: String] {
    var metadata = [MetadataKey.step: String(step)]
    do { metadata[MetadataKey.model] = try configuration.documentText() } catch {
      throw .metadata(key: MetadataKey.model, error)
    }
    do { metadata[MetadataKey.card] = try card?.documentText() } catch {
      throw .metadata(key: MetadataKey.card, error)
    }
    return metadata
  }

  /// Reads a model from the contents of a file, of this version or an earlier one; what else a
  /// checkpoint holds is left to `Checkpoint`.
  ///
  /// - Throws: `ModelFileError` where they are no model of this program, or tensors or metadata of it
  ///   that have no meaning here.
  public init(_ file: SafeTensors) throws(ModelFileError) {
    let configuration = try file.modelConfiguration()
    let layout = configuration.layout
    for parameter in layout.parameters { try file.check(parameter) }
    var parameters = [Float](repeating: 0, count: layout.count)
    for parameter in layout.parameters {
      parameters.replaceSubrange(parameter.range, with: try file.floats(of: parameter))
    }
    let known = Set(layout.parameters.map(\.name))
    let unexpected = file.tensors.keys.sorted().first { name in
      !known.contains(name) && !Checkpoint.isState(tensor: name)
    }
    if let unexpected { throw .unexpectedTensor(unexpected) }
    self.init(
      configuration: configuration, parameters: parameters, step: try file.modelStep(),
      foreignMetadata: try MetadataKey.foreign(file.metadata),
      card: try Self.card(of: file, configuration))
  }

  /// The card of a model; nil where the file has none.
  private static func card(
    of file: SafeTensors, _ model: ModelConfiguration
  ) throws(ModelFileError) -> ModelCard? {
    guard let text = file.metadata[MetadataKey.card] else { return nil }
    let card: ModelCard
    do { card = try ModelCard(document: text) } catch {
      throw .metadata(key: MetadataKey.card, error)
    }
    do { try card.training.validate(for: model) } catch { throw .invalidCard(error) }
    return card
  }

}

extension SafeTensors {
  /// The model that the metadata describes, whose numbers the tensors can hold.
  ///
  /// - Parameter part: how many times as many numbers as the tensors hold the model may have, where they are a part
  ///   of it.
  func modelConfiguration(part: Int = 1) throws(ModelFileError) -> ModelConfiguration {
    guard let text = metadata[MetadataKey.model] else { throw .noConfiguration }
    let configuration: ModelConfiguration
    do { configuration = try ModelConfiguration(document: text) } catch {
      throw .metadata(key: MetadataKey.model, error)
    }
    do { try configuration.validate() } catch { throw .invalidConfiguration(error) }
    let (needed, found) = (configuration.leastParameterCount, numberCount)
    guard needed / part <= max(found, Self.unheldParameterCount) else {
      throw .tooFewNumbers(needed: needed, found: found)
    }
    return configuration
  }

  /// Numbers of a model that may be laid out to tell which of its tensors are missing, whatever the file holds.
  private static let unheldParameterCount = 1 << 20

  /// The steps behind a model; zero where the file says none.
  func modelStep() throws(ModelFileError) -> Int {
    guard let text = metadata[MetadataKey.step] else { return 0 }
    guard let step = Int(text), Possible.stepCount.contains(step) else {
      throw .metadata(key: MetadataKey.step, .outOfRange(path: "", found: text))
    }
    return step
  }

  /// Numbers in all tensors.
  private var numberCount: Int { tensors.values.reduce(0) { $0 + $1.shape.reduce(1, *) } }

  /// Checks that the tensor of a parameter is there and of its shape.
  func check(_ parameter: Parameter) throws(ModelFileError) {
    guard let tensor = tensors[parameter.name] else { throw .missingTensor(parameter.name) }
    guard tensor.shape == parameter.shape else {
      throw .wrongShape(tensor: parameter.name, expected: parameter.shape, found: tensor.shape)
    }
  }

  fileprivate func floats(of parameter: Parameter) throws(ModelFileError) -> [Float] {
    try check(parameter)
    return try tensors[parameter.name]?.finiteFloats(named: parameter.name) ?? []
  }
}

extension SafeTensors.Tensor {
  /// The elements of a tensor, which must be finite and no wider than the floats they become.
  func finiteFloats(named name: String) throws(ModelFileError) -> [Float] {
    guard element != "F64", let floats = numbers else {
      throw .wrongElement(tensor: name, found: element)
    }
    guard floats.allSatisfy(\.isFinite) else { throw .notFinite(tensor: name) }
    return floats
  }
}
