/// A Gaussian posterior transformed by an inverse autoregressive flow (Kingma et al. 2016), which knows
/// no closed KL: log q(z | x) - log p(z) of the drawn code estimates it.
struct FlowLatent: LatentLayer {
  private let heads: PosteriorHeads
  private let steps: [MaskedAutoregression]
  private let flow: AutoregressiveFlow
  /// No KL of the Gaussian itself is in the gradient.
  private let klScales: Matrix

  init(
    featureCount: Int, _ specification: Specification, capacity: Int,
    in layout: inout ParameterLayout
  ) {
    let dimensions = specification.width
    heads = PosteriorHeads(
      ["mean", "log_variance", "context"], featureCount: featureCount, dimensions: dimensions,
      capacity: capacity, in: &layout)
    steps = (0..<specification.steps).map { step in
      MaskedAutoregression(
        "flow.\(step)", dimensions: dimensions, hidden: specification.hidden,
        isReversed: step % 2 == 1, in: &layout)
    }
    flow = AutoregressiveFlow(steps, dimensions: dimensions, capacity: capacity)
    klScales = Matrix(rows: 1, columns: dimensions)
  }

  func forward(
    _ features: Matrix, noise: NoiseSource, constraint: KLConstraint?, _ pass: Pass
  ) -> LatentSample {
    precondition(constraint == nil, "a constraint of a KL term that is known by samples alone")
    let rows = features.rows
    let statistics = heads.forward(features, pass)
    heads.drawNoise(noise, rows: rows, pass)
    let start = heads.sample(statistics, pass).codes
    let codes = flow.forward(start, context: heads.context(rows: rows), pass)
    let kl = flow.divergence(
      logVariances: statistics.columns(heads.dimensions..<2 * heads.dimensions),
      noise: heads.noise(rows: rows))
    return LatentSample(codes: codes, kl: kl, klTerm: kl.columnMean)
  }

  func backward(
    _ codeGradient: Matrix, features: Matrix, klScale: Float, into featureGradient: Matrix?,
    _ pass: Pass
  ) {
    let rows = features.rows
    flow.backward(
      codeGradient, contextGradient: heads.contextGradient(rows: rows), klScale: klScale, pass)
    let gradient = heads.statisticsGradient(rows: rows)
    pass.engine.posteriorGradient(
      statistics: heads.statistics(rows: rows), noise: heads.noise(rows: rows),
      codeGradient: codeGradient, klScales: klScales, into: gradient)
    addEntropyGradient(to: gradient, klScale: klScale)
    heads.backward(features, into: featureGradient, pass)
  }

  /// The gradient of -H(q), all that the flow leaves of the KL term to the Gaussian.
  private func addEntropyGradient(to gradient: Matrix, klScale: Float) {
    for row in 0..<gradient.rows {
      for column in heads.dimensions..<2 * heads.dimensions { gradient[row, column] -= klScale / 2 }
    }
  }

  /// The flow's transform of the Gaussian's mean stands for the mean.
  func posterior(_ features: Matrix, _ pass: Pass) -> Matrix {
    let statistics = heads.forward(features, pass)
    let means = statistics.columns(0..<heads.dimensions)
    let codes = flow.forward(means, context: heads.context(rows: features.rows), pass)
    pass.engine.copy(codes, into: means)
    return statistics
  }

  func prepare(_ parameters: FloatBuffer) {
    for step in steps { step.prepare(parameters) }
  }
}

extension FlowLatent {
  /// A Gaussian of so many dimensions behind `steps` steps, each by a network of `hidden` units.
  struct Specification: LatentSpecification {
    let width: Int
    let steps: Int
    let hidden: Int

    var dimensions: Int? { width }

    var summary: String { "Gaussian transformed by \(steps) autoregressive steps, prior N(0, I)" }

    /// The weights of the steps, whose masks are as large.
    var leastParameterCount: Int { 4 * steps * hidden * width }

    func check() throws(ModelConfigurationError) {
      guard (1...64).contains(steps), (1...1 << 14).contains(hidden),
        steps * hidden * width <= ModelConfiguration.parameterLimit
      else { throw .flow(steps: steps, hidden: hidden) }
    }

    func makeLayer(
      featureCount: Int, capacity: Int, codesPerImage: Int, in layout: inout ParameterLayout
    ) -> any LatentLayer {
      FlowLatent(featureCount: featureCount, self, capacity: capacity, in: &layout)
    }
  }
}
