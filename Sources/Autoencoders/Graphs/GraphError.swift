/// Why a graph of operators cannot be run.
public enum GraphError: Error, Equatable {
  /// An operator that is not known.
  case unsupportedOperator(String, node: String)
  /// A known operator with a setting or an input that it cannot take here.
  case unsupported(String, node: String)
  /// An operator that draws at random, which belongs outside of an encoder or decoder.
  case random(String, node: String)
  /// Tensors whose shapes do not fit an operator.
  case shapes([[Int]], node: String)
  /// A tensor that nothing gives.
  case missingTensor(String, node: String)
  /// A tensor of more elements than are computed with.
  case tooLarge([Int], node: String)
  /// No input or several, by their names, where one is put in.
  case inputs([String])
  /// An input of a size that the file leaves open.
  case openInput(String)
}
