/// A form in which other programs read a model.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// Encoder and decoder as graphs of the Open Neural Network Exchange.
  case onnx
  /// A module's source, and its `state_dict` as a safetensors file.
  case pytorch
  /// The model as this program reads it, in one file with its card.
  case safetensors
  /// The parameters alone, as NumPy's arrays.
  case npz
}
