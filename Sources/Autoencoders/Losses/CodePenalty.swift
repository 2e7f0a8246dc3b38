internal import Foundation

/// What a deterministic code is penalized for, in nats per image.
public enum CodePenalty: Codable, Equatable, Sendable {
  /// weight · Σ |code|.
  case l1(weight: Double)
  /// weight · Σ KL(Bernoulli(target) || Bernoulli(mean activation)) of sigmoid units, the mean taken
  /// over the images worked on at once (Ng 2011).
  case activation(weight: Double, target: Double)
  /// weight · ‖∂code/∂image‖², the squared Frobenius norm of a one-layer encoder's Jacobian (Rifai et
  /// al. 2011).
  case contraction(weight: Double)

  public var weight: Double {
    get {
      switch self {
      case .l1(let weight), .activation(let weight, _), .contraction(let weight): weight
      }
    }
    set {
      switch self {
      case .l1: self = .l1(weight: newValue)
      case .activation(_, let target): self = .activation(weight: newValue, target: target)
      case .contraction: self = .contraction(weight: newValue)
      }
    }
  }

  /// What it is, in a few words.
  public var summary: String {
    switch self {
    case .l1(let weight): "\(weight) times the sum of |code|"
    case .activation(let weight, let target):
      "\(weight) times the KL of the units' mean activation from \(target)"
    case .contraction(let weight): "\(weight) times the squared norm of the encoder's Jacobian"
    }
  }
}

extension CodePenalty {
  /// The penalty, a mean over the images; adds `scale` times its gradient, summed over the images, to
  /// `gradient`. What a contraction's gradient has by the weights themselves, `Contraction.addToWeights`
  /// adds.
  ///
  /// - Parameter contraction: of the encoder, where it is one layer.
  func add(
    to gradient: Matrix, codes: Matrix, scale: Float, _ contraction: Contraction?, _ pass: Pass
  ) -> Double {
    let slope = Float(weight) * scale
    switch self {
    case .l1: return weight * absoluteSum(codes, gradient, slope: slope)
    case .activation(_, let target):
      return weight * activationDivergence(codes, gradient, target: target, slope: slope)
    case .contraction:
      guard let contraction else { preconditionFailure("contraction of more than a layer") }
      return weight * contraction.add(to: gradient, codes: codes, slope: slope, pass)
    }
  }

  private func absoluteSum(_ codes: Matrix, _ gradient: Matrix, slope: Float) -> Double {
    var sum = 0.0
    for row in 0..<codes.rows {
      for column in 0..<codes.columns {
        let code = codes[row, column]
        sum += Double(abs(code))
        if code != 0 { gradient[row, column] += code > 0 ? slope : -slope }
      }
    }
    return sum / Double(codes.rows)
  }

  private func activationDivergence(
    _ codes: Matrix, _ gradient: Matrix, target: Double, slope: Float
  ) -> Double {
    var divergence = 0.0
    for column in 0..<codes.columns {
      let sum = (0..<codes.rows).reduce(0.0) { $0 + Double(codes[$1, column]) }
      let mean = min(max(sum / Double(codes.rows), 1e-6), 1 - 1e-6)
      divergence += target * log(target / mean) + (1 - target) * log((1 - target) / (1 - mean))
      let derivative = Float((1 - target) / (1 - mean) - target / mean)
      for row in 0..<codes.rows { gradient[row, column] += slope * derivative }
    }
    return divergence
  }
}
