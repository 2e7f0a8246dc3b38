internal import Foundation

/// Adam (Kingma and Ba 2014), in the two places frameworks put ε, and AdamW (Loshchilov and Hutter
/// 2017), whose weight decay is apart from the gradient: w shrinks by rate · decay before each step.
public final class Adam: Optimizer {
  /// Where ε joins the root of the mean square s, m being the mean.
  public enum EpsilonPlacement: String, CaseIterable, Sendable {
    /// ε joins √s before the bias correction: rate · √(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√s + ε).
    case keras
    /// ε joins √s after it: rate / (1 - β₁ᵗ) · m / (√(s / (1 - β₂ᵗ)) + ε).
    case pytorch
  }

  /// The constants of the rule.
  public struct Constants: Equatable, Sendable {
    /// The learning rate.
    public var rate: Float
    /// The share of the old mean in the new one.
    public var beta1: Float
    /// The share of the old mean square in the new one.
    public var beta2: Float
    /// ε of the denominator.
    public var epsilon: Float
    /// Where ε joins the root.
    public var epsilonPlacement: EpsilonPlacement
    /// AdamW's decay, of weights and biases alike as PyTorch has it; zero is plain Adam.
    public var weightDecay: Float

    /// Keras' constants unless others are given.
    public init(
      rate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7,
      epsilonPlacement: EpsilonPlacement = .keras, weightDecay: Float = 0
    ) {
      self.rate = rate
      self.beta1 = beta1
      self.beta2 = beta2
      self.epsilon = epsilon
      self.epsilonPlacement = epsilonPlacement
      self.weightDecay = weightDecay
    }
  }

  private let constants: Constants
  private let mean: FloatBuffer
  private let meanSquare: FloatBuffer

  package init(_ constants: Constants, count: Int) {
    self.constants = constants
    mean = FloatBuffer(count: count)
    meanSquare = FloatBuffer(count: count)
  }

  package func update(
    _ parameters: FloatBuffer, gradients: FloatBuffer, step: Int, rateFactor: Float,
    on engine: Engine
  ) {
    let meanCorrection = 1 - pow(Double(constants.beta1), Double(step))
    let squareCorrection = (1 - pow(Double(constants.beta2), Double(step))).squareRoot()
    let rate = Double(constants.rate * rateFactor) / meanCorrection
    let isKeras = constants.epsilonPlacement == .keras
    engine.adam(
      parameters, gradients, mean: mean, meanSquare: meanSquare,
      rate: Float(isKeras ? rate * squareCorrection : rate), beta1: constants.beta1,
      beta2: constants.beta2, epsilon: constants.epsilon,
      meanSquareScale: Float(isKeras ? 1 : 1 / squareCorrection),
      shrink: 1 - constants.rate * rateFactor * constants.weightDecay)
  }

  package var state: [(name: String, buffer: FloatBuffer)] {
    [("mean", mean), ("mean_square", meanSquare)]
  }
}
