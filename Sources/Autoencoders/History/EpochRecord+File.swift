public import FileFormats

extension MetadataKey {
  static let epoch = prefix + "epoch"
  static let precision = prefix + "precision"
  static let history = prefix + "history"
}

extension EpochRecord {
  /// The name of the tensor of codes.
  static let codesKey = "history.codes"

  /// The contents of its file: the codes, and the weights. A file of exact weights is one of the model too.
  ///
  /// - Parameter plan: how much of the run's past is kept.
  /// - Throws: `ModelFileError.metadata` where a number of the configuration is infinite or none.
  func safeTensors(_ plan: HistoryPlan) throws(ModelFileError) -> SafeTensors {
    let model: SafeTensors =
      switch weights {
      case .exact(let model): try model.safeTensors()
      case .rounded(let decoder): try decoder.safeTensors()
      }
    var file = model
    let latents = configuration.latentCount
    file.tensors[Self.codesKey] = SafeTensors.Tensor(
      codes, shape: [codes.count / latents, latents])
    file.metadata[MetadataKey.epoch] = String(epoch)
    file.metadata[MetadataKey.precision] = precision.rawValue
    file.metadata[MetadataKey.history] = plan.word
    return file
  }

  /// Reads a record from the contents of a file.
  ///
  /// - Throws: `ModelFileError` where they are none.
  public init(_ file: SafeTensors) throws(ModelFileError) {
    let epoch: Int = try file.entry(MetadataKey.epoch) { text in
      Int(text).flatMap { Self.possibleEpochs.contains($0) ? $0 : nil }
    }
    let precision = try file.entry(MetadataKey.precision, HistoryPlan.Precision.init(rawValue:))
    let weights: Weights =
      switch precision {
      case .exact: .exact(try ModelSnapshot(file))
      case .rounded: .rounded(try RoundedDecoder(file))
      }
    let model =
      switch weights {
      case .exact(let model): model.configuration
      case .rounded(let decoder): decoder.configuration
      }
    guard let tensor = file.tensors[Self.codesKey] else { throw .missingTensor(Self.codesKey) }
    let codes = try tensor.finiteFloats(named: Self.codesKey)
    guard tensor.shape.count == 2, tensor.shape[1] == model.latentCount else {
      throw .wrongShape(
        tensor: Self.codesKey, expected: [codes.count / model.latentCount, model.latentCount],
        found: tensor.shape)
    }
    self.init(epoch: epoch, codes: codes, weights: weights)
  }

  private static let possibleEpochs = 1...1_000_000
}

extension RoundedDecoder {
  /// The tensor of a matrix's ends, beside that of its levels.
  private static func endsKey(_ name: String) -> String { "\(name).range" }

  /// Numbers of a whole model for each of its decoder at most: more would be a file that asks for memory.
  private static let largestPart = 64

  fileprivate func safeTensors() throws(ModelFileError) -> SafeTensors {
    var tensors: [String: SafeTensors.Tensor] = [:]
    for parameter in configuration.decoderParameters {
      guard let matrix = matrices[parameter.name] else {
        tensors[parameter.name] = SafeTensors.Tensor(
          vectors[parameter.name] ?? [], shape: parameter.shape)
        continue
      }
      tensors[parameter.name] = SafeTensors.Tensor(
        element: "U8", shape: parameter.shape, bytes: matrix.levels)
      tensors[Self.endsKey(parameter.name)] = SafeTensors.Tensor(
        matrix.ends, shape: [parameter.shape[0], 2])
    }
    var metadata = [MetadataKey.step: String(step)]
    do { metadata[MetadataKey.model] = try configuration.documentText() } catch {
      throw .metadata(key: MetadataKey.model, error)
    }
    return SafeTensors(tensors: tensors, metadata: metadata)
  }

  fileprivate init(_ file: SafeTensors) throws(ModelFileError) {
    let configuration = try file.modelConfiguration(part: Self.largestPart)
    var (matrices, vectors) = ([String: RoundedMatrix](), [String: [Float]]())
    for parameter in configuration.decoderParameters {
      let name = parameter.name
      try file.check(parameter)
      guard let tensor = file.tensors[name] else { throw .missingTensor(name) }
      guard parameter.isRounded else {
        vectors[name] = try tensor.finiteFloats(named: name)
        continue
      }
      guard tensor.element == "U8" else { throw .wrongElement(tensor: name, found: tensor.element) }
      matrices[name] = RoundedMatrix(
        levels: tensor.bytes, ends: try file.ends(Self.endsKey(name), rows: parameter.shape[0]))
    }
    self.init(
      configuration: configuration, step: try file.modelStep(), matrices: matrices, vectors: vectors
    )
  }
}

extension SafeTensors {
  /// The least and the greatest element of each of `rows` rows.
  fileprivate func ends(_ name: String, rows: Int) throws(ModelFileError) -> [Float] {
    guard let tensor = tensors[name] else { throw .missingTensor(name) }
    let ends = try tensor.finiteFloats(named: name)
    guard tensor.shape == [rows, 2] else {
      throw .wrongShape(tensor: name, expected: [rows, 2], found: tensor.shape)
    }
    // What lies between two finite numbers may still be too much for one.
    for first in stride(from: 0, to: ends.count, by: 2) {
      guard (ends[first + 1] - ends[first]).isFinite else { throw .notFinite(tensor: name) }
    }
    return ends
  }

  /// What the metadata says under a key.
  fileprivate func entry<Value>(
    _ key: String, _ value: (String) -> Value?
  ) throws(ModelFileError) -> Value {
    guard let text = metadata[key] else { throw .metadata(key: key, .missingKey(path: "")) }
    guard let value = value(text) else {
      throw .metadata(key: key, .outOfRange(path: "", found: text))
    }
    return value
  }
}
