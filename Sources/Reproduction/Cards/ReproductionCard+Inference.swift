internal import Autoencoders
internal import Datasets
internal import ImageSets

extension ReproductionCard {
  static let amortization = ReproductionCard(
    "R17", "amortized against fitted posteriors, 100 test images",
    [
      .experiment(
        inference,
        [
          .asked(Fitting.unimproved, .atMost(0), published: "0, by definition"),
          .shown(Fitting.amortizedLoss), .shown(Fitting.fittedLoss), .shown(Fitting.likelihood),
          .shown(Fitting.amortizationGap), .shown(Fitting.approximationGap),
        ])
    ])

  private enum Fitting {
    static let unimproved = ReproductionMetric.ofExperiment(
      "images whose fitted bound is lower", decimals: 1)
    static let amortizedLoss = ReproductionMetric.ofExperiment(
      "-ELBO with the encoder's posterior", decimals: 2)
    static let fittedLoss = ReproductionMetric.ofExperiment(
      "-ELBO with the fitted posterior", decimals: 2)
    static let likelihood = ReproductionMetric.ofExperiment(
      "-log p(x), 1000 samples", decimals: 2)
    static let amortizationGap = ReproductionMetric.ofExperiment("amortization gap", decimals: 2)
    static let approximationGap = ReproductionMetric.ofExperiment("approximation gap", decimals: 2)
  }

  private static let inference = ReproductionExperiment(
    name: "inference", presets: [.required("vae-burda")]
  ) { setting in
    let posteriors = LocalInference().fit(
      setting.dataset.test.prefix(100), model: setting.models[0].model)
    return [
      Fitting.unimproved: Double(posteriors.unimproved),
      Fitting.amortizationGap: posteriors.amortizationGap.mean,
      Fitting.approximationGap: posteriors.approximationGap.mean,
      Fitting.amortizedLoss: -SampleMean(posteriors.amortized.map(\.elbo)).mean,
      Fitting.fittedLoss: -SampleMean(posteriors.local.map(\.elbo)).mean,
      Fitting.likelihood: -SampleMean(posteriors.local.map(\.logLikelihood)).mean,
    ]
  }

  static let estimators = ReproductionCard(
    "R21", "score function against reparameterized gradients",
    [
      .experiment(
        gradients,
        [
          .asked(Gradients.exactness, .atMost(4)),
          .asked(
            Gradients.disagreement, .within(0.15, of: 1), published: "1 where both are unbiased"),
          .asked(Gradients.varianceRatio(latents: 2), .atLeast(1)),
          .asked(Gradients.varianceRatio(latents: 20), .atLeast(1)),
        ])
    ])

  private enum Gradients {
    static let exactness = ReproductionMetric.ofExperiment(
      "largest z from the exact gradient, one latent", decimals: 2)
    static let disagreement = ReproductionMetric.ofExperiment(
      "root mean square z of their difference, MNIST", decimals: 2)

    static func varianceRatio(latents: Int) -> ReproductionMetric {
      .ofExperiment("variance ratio, \(latents) latents, MNIST", decimals: 0)
    }
  }

  private static let gradients = ReproductionExperiment(
    name: "gradients", presets: [.required("vae"), .required("vae-pytorch")]
  ) { setting in
    let quadratic = QuadraticGradientCase(mean: 0.5, deviation: 1, peak: -0.5, curvature: 1)
    let samples = 100_000
    let moments = quadratic.moments(samples: samples, seed: setting.seed, on: setting.engine)
    let scores = [GradientEstimator.reparameterized, .score].map { estimator in
      let error = (moments.variance(estimator)[0] / Double(samples)).squareRoot()
      return abs(moments.mean(estimator)[0] - quadratic.gradient) / error
    }
    var values = [Gradients.exactness: scores.max() ?? .nan]
    var differences: [Double] = []
    for model in setting.models.map(\.model) {
      let found = model.gradientMoments(
        of: setting.dataset.test.prefix(100), samples: 200, seed: setting.seed)
      func variance(_ estimator: GradientEstimator) -> Double {
        found.reduce(0) { $0 + $1.variance(estimator).reduce(0, +) }
      }
      values[Gradients.varianceRatio(latents: model.configuration.latentCount)] =
        variance(.score) / variance(.reparameterized)
      differences += found.flatMap(\.disagreement)
    }
    let squares = differences.reduce(0) { $0 + $1 * $1 }
    values[Gradients.disagreement] = (squares / Double(differences.count)).squareRoot()
    return values
  }
}
