internal import Autoencoders

extension ReproductionCard {
  static let optimizers = ReproductionCard(
    "R22", "optimizers on w² from 2.5, 100 steps",
    [
      .experiment(
        traces,
        [
          .asked(
            largestError, .atMost(1e-5), published: "0 from float64 traces of the published rules"),
          .asked(
            blogError, .atMost(1e-5), published: "0 from a float64 trace of the blog post's program"
          ),
          .shown(blogEnd, published: "-0.0071285 (the blog post's program)"),
        ])
    ])

  private static let largestError = ReproductionMetric.ofExperiment(
    "largest relative error of eight rules", decimals: 7)
  private static let blogError = ReproductionMetric.ofExperiment(
    "relative error of the VAE blog post of 2024", decimals: 9)
  private static let blogEnd = ReproductionMetric.ofExperiment(
    "w of the VAE blog post of 2024", decimals: 7)

  /// SGD as the VAE blog post of 2024 has it, and where it ends.
  private static let blog = Trace(.sgd(rate: 0.1, momentum: 0.9), end: -0.007128527802956638)

  private static let otherTraces = [
    Trace(.sgd(rate: 0.1, momentum: 0.9, isNesterov: true), end: -1.5223803083248936e-07),
    Trace(.adam(Adam.Constants()), end: 2.4006845719628744),
    Trace(.rmsprop(RMSprop.Constants()), end: 2.3911969958762715),
    Trace(.rmsprop(RMSprop.Constants(decay: 0.99, epsilon: 1e-8)), end: 2.30024547146014),
    Trace(.adadelta(Adadelta.Constants()), end: 2.450731806994501),
    Trace(.adadelta(Adadelta.Constants(epsilon: 1e-7)), end: 2.3470356698598964),
    Trace(
      .adadelta(Adadelta.Constants(rate: 1e-3, epsilon: 1e-7)), end: 2.4998428738702265),
  ]

  private static let traces = ReproductionExperiment(name: "traces") { setting in
    let blogTrace = blog.error(on: setting.engine)
    let errors = otherTraces.map { $0.error(on: setting.engine) } + [blogTrace]
    return [
      largestError: errors.max() ?? .nan, blogError: blogTrace,
      blogEnd: blog.end(on: setting.engine),
    ]
  }

  /// Where a rule takes w from 2.5 in 100 steps down w², in float64, the gradient g being 2 w. Each end
  /// was computed by numpy from the rule as its source has it, all means from zero at t = 1:
  ///
  ///     momentum  v = 0.9 v - 0.1 g; w += v
  ///     Nesterov  v = 0.9 v - 0.1 g; w += 0.9 v - 0.1 g
  ///     Adam      m = 0.9 m + 0.1 g; v = 0.999 v + 0.001 g²;
  ///               w -= 1e-3 √(1 - 0.999^t) / (1 - 0.9^t) m / (√v + 1e-7)
  ///     RMSprop   v = ρ v + (1 - ρ) g²; w -= 1e-3 g / (√v + ε)
  ///     Adadelta  a = 0.95 a + 0.05 g²; d = g √(u + ε) / √(a + ε); u = 0.95 u + 0.05 d²; w -= rate d
  private struct Trace {
    private let rule: OptimizerConfiguration
    private let expectedEnd: Double

    init(_ rule: OptimizerConfiguration, end: Double) {
      self.rule = rule
      expectedEnd = end
    }

    /// The relative difference of our end from the expected one.
    func error(on engine: Engine) -> Double {
      abs(end(on: engine) / expectedEnd - 1)
    }

    /// Where our rule ends.
    func end(on engine: Engine) -> Double {
      let (parameter, gradient) = (FloatBuffer(count: 1), FloatBuffer(count: 1))
      parameter[0] = 2.5
      let optimizer = rule.makeOptimizer(count: 1)
      for step in 1...100 {
        gradient[0] = 2 * parameter[0]
        optimizer.update(parameter, gradients: gradient, step: step, rateFactor: 1, on: engine)
      }
      return Double(parameter[0])
    }
  }
}
