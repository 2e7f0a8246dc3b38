/// The distribution that the weights of a fresh model are drawn from; biases start at zero.
public enum WeightInitialization: String, CaseIterable, Sendable {
  /// Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010), the default of Keras.
  case glorotUniform
  /// Uniform in ±√(6 / fan-in) (He et al. 2015), made for ReLU.
  case heUniform

  /// The largest absolute value of a weight between `fanIn` inputs and `fanOut` outputs.
  func limit(fanIn: Int, fanOut: Int) -> Float {
    switch self {
    case .glorotUniform: (6 / Float(fanIn + fanOut)).squareRoot()
    case .heUniform: (6 / Float(fanIn)).squareRoot()
    }
  }
}
