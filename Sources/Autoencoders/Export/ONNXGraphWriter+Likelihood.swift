internal import FileFormats

extension ONNXGraphWriter {
  /// Appends the mean of p(x | z) of each pixel, of the logits in `tensor`.
  mutating func mean(
    of likelihood: Likelihood, _ tensor: String, as output: String
  ) -> String {
    switch likelihood {
    case .bernoulli, .gaussian: add("Sigmoid", tensor, as: output)
    case .continuousBernoulli: continuousMean(tensor, as: output)
    }
  }

  /// 1/2 + coth(l / 2) / 2 - 1 / l, and near zero, where that is a difference of large numbers, its series.
  private mutating func continuousMean(_ logits: String, as output: String) -> String {
    let (half, one) = (constant(0.5), constant(1))
    let tangent = add("Tanh", add("Mul", logits, half))
    let hyperbolic = add("Add", add("Div", half, tangent), half)
    let far = add("Sub", hyperbolic, add("Reciprocal", logits))
    let square = add("Mul", logits, logits)
    var sum = constant(Self.continuousSeries[0])
    for coefficient in Self.continuousSeries.dropFirst() {
      let next = constant(coefficient)
      sum = add("Add", add("Mul", sum, square), next)
    }
    let near = add("Add", add("Mul", sum, logits), half)
    let isNear = add("Less", add("Abs", logits), one)
    return add("Where", isNear, near, far, as: output)
  }

  /// Coefficients of l⁷, l⁵, l³ and l in that series, B₂ₖ / (2k)! as coth(l / 2) / 2 has them. Where |l| is below 1 the
  /// next one adds less than 3e-8.
  private static let continuousSeries: [Float] = [-1 / 1_209_600, 1 / 30_240, -1 / 720, 1 / 12]
}
