/// What a `state_dict` does not tell: the function after each of its dense layers.
public struct AssumedLayers: Equatable, Sendable {
  /// A function of a layer's outputs, by the name that PyTorch's module of it has in small letters.
  public enum Function: String, CaseIterable, Sendable {
    /// max(x, 0).
    case relu
    /// max(x, x / 100).
    case leakyrelu
    /// x above 0, else exp(x) - 1.
    case elu
    /// x times the standard normal distribution function of x.
    case gelu
    /// x times its sigmoid.
    case silu
    /// The hyperbolic tangent.
    case tanh
    /// 1 / (1 + exp(-x)).
    case sigmoid
    /// log(1 + exp(x)).
    case softplus
    /// x itself.
    case identity
  }

  /// The function after each layer by its module's name, in the order in which they are computed.
  public let functions: [Layer]
  /// Nobody has said so: these are the usual ones.
  public let areGuessed: Bool

  /// A layer and what follows it.
  public struct Layer: Equatable, Sendable {
    /// The module's name.
    public let module: String
    /// What its outputs go through.
    public let function: Function
  }
}
