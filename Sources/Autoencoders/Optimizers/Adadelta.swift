/// Adadelta (Zeiler 2012): steps as large as the root mean square of past steps over that of past
/// gradients, so that `rate` is 1 unless a framework's habit says otherwise.
public final class Adadelta: Optimizer {
  /// The constants of the rule.
  public struct Constants: Equatable, Sendable {
    /// The learning rate.
    public var rate: Float
    /// The share of the old mean squares in the new ones.
    public var decay: Float
    /// The constant under both roots; first steps grow with its root. Keras had 1e-6, then 1e-8 (1.0.5 to 2.0.6), then 1e-7.
    public var epsilon: Float

    /// Keras' constants from 1.0.5 to 2.0.6, but for a rate of one.
    public init(rate: Float = 1, decay: Float = 0.95, epsilon: Float = 1e-8) {
      self.rate = rate
      self.decay = decay
      self.epsilon = epsilon
    }
  }

  private let constants: Constants
  private let meanSquare: FloatBuffer
  private let meanSquareStep: FloatBuffer

  package init(_ constants: Constants, count: Int) {
    self.constants = constants
    meanSquare = FloatBuffer(count: count)
    meanSquareStep = FloatBuffer(count: count)
  }

  package func update(
    _ parameters: FloatBuffer, gradients: FloatBuffer, step: Int, rateFactor: Float,
    on engine: Engine
  ) {
    engine.adadelta(
      parameters, gradients, meanSquare: meanSquare, meanSquareStep: meanSquareStep,
      rate: constants.rate * rateFactor, decay: constants.decay, epsilon: constants.epsilon)
  }

  package var state: [(name: String, buffer: FloatBuffer)] {
    [("mean_square", meanSquare), ("mean_square_step", meanSquareStep)]
  }
}
