internal import FileFormats
internal import Foundation

extension ForeignModel {
  /// A model of one or two files that other programs wrote: ONNX, or a `state_dict` of PyTorch as `torch.save` or
  /// safetensors keep it.
  ///
  /// - Parameters:
  ///   - path: a decoder, an encoder with a decoder behind it, or the encoder whose decoder is given apart.
  ///   - encoder: the encoder's file, where that is another.
  ///   - decoder: the decoder's file, where `path` is the encoder's.
  ///   - layers: the functions after the layers of a `state_dict`, two meaning those of the hidden ones and the
  ///     last; nil for those in `NAME.json` beside `NAME.pt`, or else the usual ones.
  ///   - output: what the decoder gives; nil to tell it from the file.
  /// - Throws: `ForeignModelError`.
  public init(
    contentsOf path: String, encoder: String? = nil, decoder: String? = nil,
    layers: [AssumedLayers.Function]? = nil, output: GraphOutput? = nil
  ) throws(ForeignModelError) {
    let first = try ForeignFile(contentsOf: path, layers: layers)
    if let decoder {
      let second = try ForeignFile(contentsOf: decoder, layers: layers)
      try self.init(
        decoder: second.decoder, encoder: first.encoder ?? first.decoder, output: output,
        layers: second.layers)
    } else if let encoder {
      let second = try ForeignFile(contentsOf: encoder, layers: layers)
      try self.init(
        decoder: first.decoder, encoder: second.encoder ?? second.decoder, output: output,
        layers: first.layers)
    } else if let encoder = first.encoder {
      try self.init(decoder: first.decoder, encoder: encoder, output: output, layers: first.layers)
    } else {
      try self.init(one: first.decoder, output: output, layers: first.layers)
    }
  }

  /// Whether the first bytes of the file at `path` are those of such a file, and not of this library's own.
  public static func isForeign(_ path: String) -> Bool {
    let fileSystem = LocalFileSystem()
    guard let file = try? fileSystem.open(reading: path),
      let bytes = try? fileSystem.read(FileKind.beginning, at: 0, of: file)
    else { return false }
    if ForeignFile.isONNX(bytes) { return true }
    if let kind = FileKind(beginning: bytes) { return [.zip, .pickle].contains(kind) }
    // A safetensors file of this library says so in its metadata.
    guard let metadata = try? SafeTensors.metadata(ofFileAt: path) else { return false }
    return metadata[MetadataKey.model] == nil
  }
}

/// What one file holds of a model.
private struct ForeignFile {
  /// The encoder; nil where it is not told apart from what stands in `decoder`.
  var encoder: ForeignPart?
  /// The decoder, or all there is.
  var decoder: ForeignPart
  var layers: AssumedLayers?

  init(
    contentsOf path: String, layers: [AssumedLayers.Function]?
  ) throws(ForeignModelError) {
    let bytes: [UInt8]
    do { bytes = try readFile(path) } catch { throw .file(error) }
    if Self.isONNX(bytes) {
      decoder = try Self.onnx(path, bytes)
      return
    }
    let tensors: [String: SafeTensors.Tensor]
    switch FileKind(beginning: bytes) {
    case .zip:
      do { tensors = try PyTorchFile(parsing: bytes).tensors } catch {
        throw .torch(file: path, error)
      }
    case nil:
      do { tensors = try SafeTensors(parsing: bytes).tensors } catch {
        throw .safeTensors(file: path, error)
      }
    case let kind: throw .otherKind(file: path, kind)
    }
    let functions: [AssumedLayers.Function]?
    if let layers { functions = layers } else { functions = try Self.layers(beside: path) }
    do {
      (encoder, decoder, self.layers) =
        try StateDictionary(tensors).parts(of: path, layers: functions)
    } catch { throw .state(file: path, error) }
  }

  /// The format's version, a small number in field 1, begins every ONNX file that is known to be written.
  static func isONNX(_ bytes: [UInt8]) -> Bool {
    bytes.count > 2 && bytes[0] == 0x08 && (1...32).contains(bytes[1])
  }

  private static func onnx(
    _ path: String, _ bytes: [UInt8]
  ) throws(ForeignModelError) -> ForeignPart {
    let folder = parentFolder(of: path)
    do {
      let model = try ONNXModel(parsing: bytes) { name in
        // Beside the file and nowhere else.
        guard !name.contains("/"), name != "..", !name.isEmpty else { return nil }
        return try? readFile(folder.isEmpty ? name : "\(folder)/\(name)")
      }
      return ForeignPart(file: path, model)
    } catch { throw .onnx(file: path, error) }
  }

  /// The functions that `NAME.json` beside `NAME.pt` names, as in `{"layers": ["relu", "sigmoid"]}`; nil where
  /// there is no such file.
  private static func layers(
    beside path: String
  ) throws(ForeignModelError) -> [AssumedLayers.Function]? {
    let file = (path as NSString).deletingPathExtension + ".json"
    guard let bytes = try? readFile(file) else { return nil }
    guard case .object(let members)? = try? JSONValue(parsing: bytes),
      case .array(let words)? = members["layers"]
    else { throw .layers(file: file) }
    let functions = words.compactMap { word -> AssumedLayers.Function? in
      guard case .string(let text) = word else { return nil }
      return AssumedLayers.Function(rawValue: text)
    }
    guard functions.count == words.count, !functions.isEmpty else { throw .layers(file: file) }
    return functions
  }
}
