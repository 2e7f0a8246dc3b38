public import FileFormats
internal import Foundation

/// Why a safetensors file is not a model of this program.
public enum ModelFileError: Error, Equatable {
  /// The metadata has no configuration: another program wrote the file.
  case noConfiguration
  case unreadableConfiguration
  case invalidConfiguration(ModelConfigurationError)
  case missingTensor(String)
  case unexpectedTensor(String)
  case wrongShape(tensor: String, expected: [Int], found: [Int])
  case wrongElement(tensor: String, found: String)
  case notFinite(tensor: String)
  /// A checkpoint of another model than its run's.
  case otherModel
  /// A checkpoint of which epoch, batch and step do not fit together.
  case impossiblePosition(TrainingPosition)
}

extension ModelSnapshot {
  static let configurationKey = "latentwalk.model"
  static let stepKey = "latentwalk.step"

  /// The file's contents: one tensor a parameter, named and laid out as in a PyTorch `state_dict`.
  public func safeTensors() -> SafeTensors {
    let tensors = configuration.layout.parameters.map { parameter in
      (
        parameter.name,
        SafeTensors.Tensor(Array(parameters[parameter.range]), shape: parameter.shape)
      )
    }
    return SafeTensors(
      tensors: Dictionary(uniqueKeysWithValues: tensors),
      metadata: [
        "format": "pt", Self.configurationKey: jsonText(configuration), Self.stepKey: String(step),
      ])
  }

  /// Reads a model from the contents of a file; tensors whose names start with `ignoredPrefix` are
  /// left to others.
  public init(_ file: SafeTensors, ignoring ignoredPrefix: String? = nil) throws(ModelFileError) {
    guard let text = file.metadata[Self.configurationKey] else { throw .noConfiguration }
    guard let configuration: ModelConfiguration = decodedJSON(text) else {
      throw .unreadableConfiguration
    }
    do { try configuration.validate() } catch { throw .invalidConfiguration(error) }
    let layout = configuration.layout
    var parameters = [Float](repeating: 0, count: layout.count)
    for parameter in layout.parameters {
      let values = try file.floats(of: parameter)
      parameters.replaceSubrange(parameter.range, with: values)
    }
    let known = Set(layout.parameters.map(\.name))
    let unexpected = file.tensors.keys.sorted().first { name in
      !known.contains(name) && !(ignoredPrefix.map(name.hasPrefix) ?? false)
    }
    if let unexpected { throw .unexpectedTensor(unexpected) }
    self.init(
      configuration: configuration, parameters: parameters,
      step: file.metadata[Self.stepKey].flatMap { Int($0) } ?? 0)
  }
}

extension SafeTensors {
  fileprivate func floats(of parameter: Parameter) throws(ModelFileError) -> [Float] {
    guard let tensor = tensors[parameter.name] else { throw .missingTensor(parameter.name) }
    guard tensor.shape == parameter.shape else {
      throw .wrongShape(tensor: parameter.name, expected: parameter.shape, found: tensor.shape)
    }
    guard let floats = tensor.floats else {
      throw .wrongElement(tensor: parameter.name, found: tensor.element)
    }
    guard floats.allSatisfy(\.isFinite) else { throw .notFinite(tensor: parameter.name) }
    return floats
  }
}

/// `value` as JSON text, keys in order, the same text for the same value.
func jsonText(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  guard let data = try? encoder.encode(value) else {
    preconditionFailure("\(type(of: value)) has no JSON form")
  }
  return String(decoding: data, as: UTF8.self)
}

func decodedJSON<Value: Decodable>(_ text: String) -> Value? {
  try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
}
