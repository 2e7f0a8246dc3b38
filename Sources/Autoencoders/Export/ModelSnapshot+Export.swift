internal import FileFormats

/// A file of a model for other programs.
public struct ExportedFile: Equatable, Sendable {
  /// Its name, without a folder.
  public let name: String
  /// What it holds.
  public let bytes: [UInt8]
}

extension ModelSnapshot {
  /// The model as files for other programs: one for `safetensors` and `npz`, some that belong into one folder for the others.
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
      let weights: SafeTensors
      do { weights = try safeTensors() } catch { throw .metadata(error) }
      return [
        ExportedFile(name: "model.py", bytes: Array(source.utf8)),
        ExportedFile(name: PyTorchSource.weightsName, bytes: weights.fileBytes()),
      ]
    case .safetensors:
      return [ExportedFile(name: PyTorchSource.weightsName, bytes: stateDictionary.fileBytes())]
    case .npz:
      do {
        return [ExportedFile(name: "model.npz", bytes: try npzBytes(of: namedArrays))]
      } catch { throw .archive(error) }
    }
  }

  /// The parameters by PyTorch's names and nothing of this program, with the one entry that readers of such files know.
  private var stateDictionary: SafeTensors {
    let tensors = configuration.layout.parameters.map { parameter in
      (
        parameter.name,
        SafeTensors.Tensor(Array(parameters[parameter.range]), shape: parameter.shape)
      )
    }
    return SafeTensors(
      tensors: Dictionary(uniqueKeysWithValues: tensors), metadata: ["format": "pt"])
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
