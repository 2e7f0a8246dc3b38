/// RMSprop (Tieleman and Hinton 2012): s = decay · s + (1 - decay) · g², w -= rate · g / (√s + ε).
public final class RMSprop: Optimizer {
  /// The constants of the rule.
  public struct Constants: Equatable, Sendable {
    /// The learning rate.
    public var rate: Float
    /// The share of the old mean square in the new one.
    public var decay: Float
    /// ε of the denominator.
    public var epsilon: Float
    /// √(s + ε), as Keras 3 has it, rather than √s + ε, as Keras 2 and PyTorch have it.
    public var isEpsilonUnderRoot: Bool
    /// Subtracts the squared running mean from s.
    public var isCentered: Bool

    /// Keras 2's constants unless others are given.
    public init(
      rate: Float = 1e-3, decay: Float = 0.9, epsilon: Float = 1e-7,
      isEpsilonUnderRoot: Bool = false, isCentered: Bool = false
    ) {
      self.rate = rate
      self.decay = decay
      self.epsilon = epsilon
      self.isEpsilonUnderRoot = isEpsilonUnderRoot
      self.isCentered = isCentered
    }
  }

  private let constants: Constants
  private let meanSquare: FloatBuffer
  private let mean: FloatBuffer?

  package init(_ constants: Constants, count: Int) {
    self.constants = constants
    meanSquare = FloatBuffer(count: count)
    mean = constants.isCentered ? FloatBuffer(count: count) : nil
  }

  package func update(
    _ parameters: FloatBuffer, gradients: FloatBuffer, step: Int, rateFactor: Float,
    on engine: Engine
  ) {
    engine.rmsprop(
      parameters, gradients, meanSquare: meanSquare, mean: mean, rate: constants.rate * rateFactor,
      decay: constants.decay, epsilon: constants.epsilon,
      isEpsilonUnderRoot: constants.isEpsilonUnderRoot)
  }

  package var state: [(name: String, buffer: FloatBuffer)] {
    [("mean_square", meanSquare)] + (mean.map { [("mean", $0)] } ?? [])
  }
}
