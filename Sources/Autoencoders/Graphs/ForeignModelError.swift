public import FileFormats

/// Why files make up no model.
public enum ForeignModelError: Error, Equatable {
  /// A file that cannot be read.
  case file(FileError)
  /// A file of a kind that holds no model; nil where its first bytes show none.
  case otherKind(file: String, FileKind?)
  /// A file that is no ONNX model.
  case onnx(file: String, ONNXError)
  /// A file that PyTorch has not saved, or that holds more than tensors.
  case torch(file: String, PyTorchFileError)
  /// A file that is not in the safetensors format.
  case safeTensors(file: String, SafeTensorsError)
  /// Tensors of a `state_dict` that make up no model.
  case state(file: String, StateDictionaryError)
  /// A file beside the model's whose JSON does not name its layers' activations.
  case layers(file: String)
  /// A graph that cannot be run.
  case graph(file: String, GraphError)
  /// A graph that gives no image from a code: its input and output widths.
  case noDecoder(file: String, input: Int, output: Int)
  /// A graph of an autoencoder in which no tensor is the code.
  case noBottleneck(file: String)
  /// An encoder whose outputs are no code of the decoder's width, nor mean and log-variance of one.
  case noEncoder(file: String, outputs: [[Int]], latents: Int)
  /// Images whose height and width cannot be told, for so many pixels.
  case unknownImageSize(file: String, pixels: Int)
  /// Images that are larger than images may be.
  case imageSize(file: String, height: Int, width: Int)
  /// An encoder of images of another size than the decoder gives.
  case differentImages(encoder: Int, decoder: Int)
  /// Images of so many channels.
  case channels(file: String, Int)
  /// A decoder that gives numbers that are not finite.
  case notFinite(file: String)
}
