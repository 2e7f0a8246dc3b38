internal import FileFormats

/// A file of a model for others.
public struct ExportedFile: Equatable, Sendable {
  /// Its name, without a folder.
  public let name: String
  /// What it holds.
  public let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

extension ModelSnapshot {
  /// The model as files for others: one for `safetensors` and `npz`, some that belong into one folder for the rest.
  ///
  /// - Parameter format: who is to read them.
  /// - Throws: `ExportError`.
  public func exported(as format: ExportFormat) throws(ExportError) -> [ExportedFile] {
    try configuration.checkParts()
    switch format {
    case .onnx:
      return try onnxModels().map { name, model in
        ExportedFile(name: "\(name).onnx", bytes: model.fileBytes())
      }
    case .pytorch:
      let source = try PyTorchSource(configuration).text
      return [ExportedFile(name: "model.py", bytes: Array(source.utf8)), try weightsFile()]
    case .safetensors: return [try weightsFile()]
    case .npz:
      do {
        return [ExportedFile(name: "model.npz", bytes: try npzBytes(of: namedArrays))]
      } catch { throw .archive(error) }
    }
  }

  private func weightsFile() throws(ExportError) -> ExportedFile {
    let infinite = configuration.layout.parameters.first { parameter in
      !parameters[parameter.range].allSatisfy(\.isFinite)
    }
    if let infinite { throw .beyondPrecision(tensor: infinite.name) }
    let weights: SafeTensors
    do { weights = try safeTensors() } catch { throw .metadata(error) }
    return ExportedFile(name: PyTorchSource.weightsName, bytes: weights.fileBytes())
  }

  private var namedArrays: [(name: String, array: NPYArray)] {
    configuration.layout.parameters.map { parameter in
      (parameter.name, NPYArray(Array(parameters[parameter.range]), shape: parameter.shape))
    }
  }
}

extension ModelConfiguration {
  /// Checks that all layers are this library's.
  fileprivate func checkParts() throws(ExportError) {
    for layer in encoder + decoder {
      if case .graph(let graph) = layer { throw .foreignPart(file: graph.name) }
    }
  }
}
