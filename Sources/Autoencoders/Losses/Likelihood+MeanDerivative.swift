internal import Foundation

extension Likelihood {
  /// gradients *= d(mean)/d(logit) of each pixel, the mean being that of `mean(of:into:on:)`.
  func multiply(
    _ gradients: Matrix, byDerivativeOfMeanAt logits: Matrix, on engine: Engine
  ) {
    switch self {
    case .bernoulli, .gaussian:
      let means = Matrix(rows: logits.rows, columns: logits.columns)
      engine.sigmoid(logits, into: means)
      engine.multiply(gradients, byDerivativeOf: .sigmoid, at: means)
    case .continuousBernoulli:
      for row in 0..<logits.rows {
        let slopes = logits.row(row).map { Self.continuousMeanDerivative(Double($0)) }
        gradients.setRow(row, to: zip(gradients.row(row), slopes).map { $0 * Float($1) })
      }
    }
  }

  /// 1 / x² - 1 / (4 sinh² (x / 2)), the variance of a continuous Bernoulli of logit x; near zero, where
  /// both are large, by its series.
  private static func continuousMeanDerivative(_ x: Double) -> Double {
    guard abs(x) > 0.05 else { return 1.0 / 12 - x * x / 240 }
    let sine = 2 * sinh(x / 2)
    return 1 / (x * x) - 1 / (sine * sine)
  }
}
