/// weight · ‖∂code/∂image‖², the squared Frobenius norm of the Jacobian of a one-layer encoder
/// h = s(W x + b), in closed form: Σⱼ s'(hⱼ)² ‖Wⱼ‖² (Rifai et al. 2011).
struct ContractionPenalty: PenaltyTerm {
  let weight: Double

  var summary: String { "\(weight) times the squared norm of the encoder's Jacobian" }

  func check(_ model: ModelConfiguration) throws(ObjectiveError) {
    guard model.encoder.count == 1, model.denseCodeActivation != nil else {
      throw .contractionOfLayers
    }
  }

  func add(to gradient: Matrix, _ batch: EncodedBatch, scale: Double) -> Double {
    let slope = Float(weight) * Float(scale)
    return weight * Self.squaredNorm(batch, addingTo: gradient, slope: slope)
  }

  func addToWeightGradients(_ batch: EncodedBatch, scale: Double) {
    let (codes, factors, pass) = (batch.codes, batch.scratch, batch.pass)
    let (layer, slope) = (Self.layer(batch), Float(weight * scale))
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

  /// The norm, a mean over the images; adds `slope` times its gradient by the codes to `gradient`.
  fileprivate static func squaredNorm(
    _ batch: EncodedBatch, addingTo gradient: Matrix? = nil, slope: Float = 0
  ) -> Double {
    let (codes, weightNorms, pass) = (batch.codes, batch.scratch, batch.pass)
    let layer = layer(batch)
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

  private static func layer(_ batch: EncodedBatch) -> Dense {
    guard let layer = batch.encoder.onlyDenseLayer else {
      preconditionFailure("the contraction of an encoder that is not one dense layer")
    }
    return layer
  }
}

extension Autoencoder {
  /// The squared Frobenius norm of the encoder's Jacobian ∂code/∂image, a mean over images, in closed form
  /// (Rifai et al. 2011); nil where the encoder is not one dense layer.
  ///
  /// - Parameter codes: what `encode` gives for the images, a row each.
  package func squaredJacobianNorm(at codes: Matrix) -> Double? {
    guard encoder.onlyDenseLayer != nil else { return nil }
    return ContractionPenalty.squaredNorm(encoded(codes, pass))
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
