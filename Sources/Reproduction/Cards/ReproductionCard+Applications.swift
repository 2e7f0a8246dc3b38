internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import Foundation
internal import ImageSets

extension ReproductionCard {
  static let anomaly = ReproductionCard(
    name: "R18", title: "anomalies by a deep autoencoder's combined score",
    subjects: [
      .experiment(anomalies(name: "one-class", epochs: 40) { [$0] }),
      .experiment(anomalies(name: "leave-one-out", epochs: 10) { Set(0...9).subtracting([$0]) }),
    ],
    claims: [
      Claim(
        subject: "one-class", metric: meanAUROC, bound: .atLeast(0.955),
        published: "0.955, PCA of 32 components"),
      Claim(
        subject: "one-class", metric: meanAUROC, bound: .atLeast(0.970), isStretch: true,
        published: "0.955, PCA of 32 components"),
      Claim(subject: "one-class", metric: averagePrecision),
      Claim(subject: "one-class", metric: falsePositives),
      Claim(
        subject: "leave-one-out", metric: meanAUROC, bound: .atLeast(0.80), isStretch: true,
        published: "0.675, PCA of 32 components"),
      Claim(
        subject: "leave-one-out", metric: ReproductionMetric("AUROC of digit 1", decimals: 3),
        published: "0.313, PCA of 32 components"),
      Claim(subject: "leave-one-out", metric: averagePrecision),
      Claim(subject: "leave-one-out", metric: falsePositives),
    ])

  private static let meanAUROC = ReproductionMetric("mean AUROC over digits", decimals: 3)
  private static let averagePrecision = ReproductionMetric("mean average precision", decimals: 3)
  private static let falsePositives = ReproductionMetric(
    "mean false positives at 95 % true ones", decimals: 3)

  /// One model for each digit, trained on the classes that `normal` gives.
  private static func anomalies(
    name: String, epochs: Int, normal: @escaping @Sendable (UInt8) -> Set<UInt8>
  ) -> ReproductionExperiment {
    ReproductionExperiment(name: name) { setting in
      let preset = requiredPreset("deep")
      var training = preset.training
      training.epochs = epochs
      training.batchSize = 128
      training.seed = setting.seed
      let experiment = AnomalyExperiment(
        model: preset.model, training: training, scores: [.combined])
      let metrics = try (UInt8(0)...9).map { digit in
        try experiment.metrics(
          normal: normal(digit), train: setting.dataset.train, test: setting.dataset.test,
          on: setting.engine)[0]
      }
      return [
        meanAUROC.name: SampleMean(metrics.map(\.areaUnderROC)).mean,
        averagePrecision.name: SampleMean(metrics.map(\.averagePrecision)).mean,
        falsePositives.name: SampleMean(metrics.map(\.falsePositiveRateAt95)).mean,
        "AUROC of digit 1": metrics[1].areaUnderROC,
      ]
    }
  }

  static let retrieval = ReproductionCard(
    name: "R19", title: "codes that keep classes apart",
    subjects: [preset("ae-wide"), preset("deep"), preset("vae-wide")],
    claims: [
      Claim(
        subject: "ae-wide", metric: .neighborAccuracy, bound: .atLeast(0.80),
        published: "0.412, PCA of 2 components"),
      Claim(
        subject: "deep", metric: .neighborAccuracy, bound: .atLeast(0.965),
        published: "0.967, PCA of 32 components, 2000 test images"),
      Claim(
        subject: "vae-wide", metric: .neighborAccuracy, bound: .atLeast(0.80), isStretch: true,
        published: "0.412, PCA of 2 components"),
      Claim(subject: "deep", metric: .mapTrustworthiness),
      Claim(subject: "deep", metric: .probeError),
      Claim(subject: "vae-wide", metric: .probeError),
    ])

  static let compression = ReproductionCard(
    name: "R20", title: "images as rounded codes",
    subjects: [.experiment(compressed), preset("vae-burda")],
    claims: [
      Claim(
        subject: "compression", metric: bytes("deep-30", 8), bound: .atMost(100),
        published: "240, JPEG of quality 10"),
      Claim(
        subject: "compression", metric: error("deep-30", 8), bound: .atMost(4.00),
        published: "4.00, JPEG of quality 10"),
    ]
      + compressedPresets.flatMap { name in
        rates.filter { name != "deep-30" || $0 != 8 }.flatMap { bits in
          [bytes, error].map { Claim(subject: "compression", metric: $0(name, bits)) }
        }
      } + [
        Claim(
          subject: "vae-burda", metric: .bitsPerPixel, bound: .atMost(0.197), isStretch: true,
          published: "0.197, bz2 of binary pixels")
      ])

  private static let compressedPresets = ["deep-30", "simple", "deep", "conv"]
  /// Bits of each value of a code.
  private static let rates = [4, 6, 8]

  private static func bytes(_ preset: String, _ bits: Int) -> ReproductionMetric {
    ReproductionMetric("bytes an image, \(preset), \(bits) bits", decimals: 1)
  }

  private static func error(_ preset: String, _ bits: Int) -> ReproductionMetric {
    ReproductionMetric("squared error, \(preset), \(bits) bits", decimals: 3)
  }

  private static let compressed = ReproductionExperiment(
    name: "compression", presets: compressedPresets.map(requiredPreset)
  ) { setting in
    var values: [String: Double] = [:]
    for trained in setting.models {
      let curve = ImageCompressor(model: trained.model, training: setting.dataset.train)
        .curve(of: setting.dataset.test, bits: rates)
      for (bits, point) in zip(rates, curve) {
        values[bytes(trained.preset.name, bits).name] = point.fileBytes
        values[error(trained.preset.name, bits).name] = point.squaredError
      }
    }
    return values
  }

  static let estimators = ReproductionCard(
    name: "R21", title: "score function against reparameterized gradients",
    subjects: [.experiment(gradients)],
    claims: [
      Claim(
        subject: "gradients",
        metric: ReproductionMetric("largest z from the exact gradient, one latent", decimals: 2),
        bound: .atMost(4)),
      Claim(
        subject: "gradients",
        metric: ReproductionMetric("root mean square z of their difference, MNIST", decimals: 2),
        bound: .within(0.15, of: 1), published: "1 where both are unbiased"),
      Claim(
        subject: "gradients",
        metric: ReproductionMetric("variance ratio, 2 latents, MNIST", decimals: 0),
        bound: .atLeast(1)),
      Claim(
        subject: "gradients",
        metric: ReproductionMetric("variance ratio, 20 latents, MNIST", decimals: 0),
        bound: .atLeast(1)),
    ])

  private static let gradients = ReproductionExperiment(
    name: "gradients", presets: [requiredPreset("vae"), requiredPreset("vae-pytorch")]
  ) { setting in
    let quadratic = QuadraticGradientCase(mean: 0.5, deviation: 1, peak: -0.5, curvature: 1)
    let samples = 100_000
    let moments = quadratic.moments(samples: samples, seed: setting.seed, on: setting.engine)
    let scores = [GradientEstimator.reparameterized, .score].map { estimator in
      let error = (moments.variance(estimator)[0] / Double(samples)).squareRoot()
      return abs(moments.mean(estimator)[0] - quadratic.gradient) / error
    }
    var values = ["largest z from the exact gradient, one latent": scores.max() ?? .nan]
    var differences: [Double] = []
    for model in setting.models.map(\.model) {
      let found = model.gradientMoments(
        of: setting.dataset.test.prefix(100), samples: 200, seed: setting.seed)
      func variance(_ estimator: GradientEstimator) -> Double {
        found.reduce(0) { $0 + $1.variance(estimator).reduce(0, +) }
      }
      values["variance ratio, \(model.configuration.latentCount) latents, MNIST"] =
        variance(.score) / variance(.reparameterized)
      differences += found.flatMap(\.disagreement)
    }
    let squares = differences.reduce(0) { $0 + $1 * $1 }
    values["root mean square z of their difference, MNIST"] =
      (squares / Double(differences.count)).squareRoot()
    return values
  }

  static let optimizers = ReproductionCard(
    name: "R22", title: "optimizers on w² from 2.5, 100 steps",
    subjects: [.experiment(traces)],
    claims: [
      Claim(
        subject: "traces", metric: ReproductionMetric("largest relative error", decimals: 7),
        bound: .atMost(1e-5), published: "float64 traces of the published rules"),
      Claim(
        subject: "traces",
        metric: ReproductionMetric("w of the VAE blog post of 2024 after 100 steps", decimals: 5),
        bound: .within(1e-5, of: -0.00713), published: "-0.0071285 (the blog post's program)"),
    ])

  private static let traces = ReproductionExperiment(name: "traces") { setting in
    let goldens: [(OptimizerConfiguration, Double)] = [
      (.adam(Adam.Constants()), 2.400684572),
      (.rmsprop(RMSprop.Constants()), 2.391196996),
      (.rmsprop(RMSprop.Constants(decay: 0.99, epsilon: 1e-8)), 2.300245471),
      (.adadelta(Adadelta.Constants()), 2.450731807),
      (.adadelta(Adadelta.Constants(epsilon: 1e-7)), 2.34703567),
      (.adadelta(Adadelta.Constants(rate: 1e-3, epsilon: 1e-7)), 2.499842874),
    ]
    let errors = goldens.map { rule, expected in
      abs(minimum(of: rule, on: setting.engine) - expected) / expected
    }
    return [
      "largest relative error": errors.max() ?? .nan,
      "w of the VAE blog post of 2024 after 100 steps": minimum(
        of: .sgd(rate: 0.1, momentum: 0.9), on: setting.engine),
    ]
  }

  /// Where a rule takes w from 2.5 in 100 steps down w².
  private static func minimum(of rule: OptimizerConfiguration, on engine: Engine) -> Double {
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
