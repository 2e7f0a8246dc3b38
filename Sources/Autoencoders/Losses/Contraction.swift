/// The squared Frobenius norm of the Jacobian of a one-layer encoder h = s(W x + b), in closed form:
/// Σⱼ s'(hⱼ)² ‖Wⱼ‖² (Rifai et al. 2011).
public struct Contraction {
  private let layer: Dense
  private let weightNorms: Matrix
  private let factors: Matrix

  init(of layer: Dense) {
    self.layer = layer
    weightNorms = Matrix.column(layer.outputCount)
    factors = Matrix.column(layer.outputCount)
  }

  /// The mean over images of the squared norm, for the codes that `model` gives them now; nil where its
  /// encoder is not one dense layer.
  public static func squaredNorm(_ model: Autoencoder, codes: Matrix) -> Double? {
    model.contraction?.add(to: nil, codes: codes, slope: 0, model.pass)
  }

  /// The mean over the images; adds `slope` times the gradient by the codes to `gradient`.
  func add(to gradient: Matrix?, codes: Matrix, slope: Float, _ pass: Pass) -> Double {
    pass.engine.sumSquares(ofRows: layer.weight.matrix(in: pass.parameters), into: weightNorms)
    var sum = 0.0
    for row in 0..<codes.rows {
      for unit in 0..<codes.columns {
        let code = codes[row, unit]
        let derivative = layer.activation.derivative(atOutput: code)
        sum += Double(derivative * derivative * weightNorms[unit, 0])
        guard let gradient else { continue }
        let second = layer.activation.derivativeOfDerivative(atOutput: code)
        gradient[row, unit] += slope * 2 * derivative * second * weightNorms[unit, 0]
      }
    }
    return sum / Double(codes.rows)
  }

  /// Adds `slope` times the gradient by the weights, the codes held fixed.
  func addToWeights(codes: Matrix, slope: Float, _ pass: Pass) {
    for unit in 0..<codes.columns {
      var sum: Float = 0
      for row in 0..<codes.rows {
        let derivative = layer.activation.derivative(atOutput: codes[row, unit])
        sum += derivative * derivative
      }
      factors[unit, 0] = 2 * slope * sum
    }
    pass.engine.scaleRows(
      of: layer.weight.matrix(in: pass.parameters), by: factors, accumulating: true,
      into: layer.weight.matrix(in: pass.gradients))
  }
}

extension Activation {
  /// s'(x) as a function of s(x).
  func derivative(atOutput output: Float) -> Float {
    switch self {
    case .identity: 1
    case .relu: output > 0 ? 1 : 0
    case .sigmoid: output * (1 - output)
    case .tanh: 1 - output * output
    }
  }

  /// The derivative of `derivative(atOutput:)` by the output.
  func derivativeOfDerivative(atOutput output: Float) -> Float {
    switch self {
    case .identity, .relu: 0
    case .sigmoid: 1 - 2 * output
    case .tanh: -2 * output
    }
  }
}
