internal import Autoencoders
internal import Datasets
internal import FileFormats
internal import ImageSets

extension ReproductionCard {
  /// A preset with a falling rate, each latent kept at the scale where the objective's KL term is least:
  /// at a constant rate the weights do not settle.
  private static func settled(_ name: String) -> ReproductionSubject {
    varied(name, as: "\(name)-settled") {
      $0.latentStandardization = 0.01
      $0.schedule = .cosine
    }
  }

  static let printedObjective = ReproductionCard(
    name: "R10", title: "2-D VAE with the objective of the Keras blog, 2017",
    subjects: [
      preset("vae-keras-2017"),
      settled("vae-keras-2017"),
    ],
    claims: [
      Claim(
        subject: "vae-keras-2017", metric: .objective, bound: .within(2, of: 150.4),
        published: "150.3794 (Keras blog, 2017)"),
      Claim(
        subject: "vae-keras-2017-settled", metric: .printedMomentGap, bound: .atMost(0.05),
        published: "0 where converged, which standardization steers to"),
      Claim(
        subject: "vae-keras-2017-settled", metric: .objective,
        published: "150.3794 (Keras blog, 2017)"),
      Claim(subject: "vae-keras-2017", metric: .printedMomentGap, published: "0 where converged"),
      Claim(subject: "vae-keras-2017", metric: .negativeELBO),
    ])

  static let corrected = ReproductionCard(
    name: "R11", title: "2-D VAE with the log-variance corrected",
    subjects: [preset("vae"), preset("vae-keras"), preset("vae-wide")],
    claims: [
      Claim(
        subject: "vae", metric: .negativeELBO, bound: .atMost(152),
        published: "146.95 on its training images (keras-io, convolutional)"),
      Claim(
        subject: "vae", metric: .momentGap, bound: .atMost(0.05),
        published: "0 where converged, which the preset steers to"),
      Claim(
        subject: "vae-keras", metric: .negativeELBO,
        published: "none; the Keras blog's (2017) settings, its formula corrected"),
      Claim(subject: "vae-keras", metric: .momentGap, published: "0 where converged"),
      Claim(
        subject: "vae-wide", metric: .negativeELBO, bound: .atMost(145), isStretch: true,
        published: "146.95 on its training images (keras-io, convolutional)"),
      Claim(subject: "vae", metric: .negativeLogLikelihood(samples: 500)),
    ])

  static let lowNoise = ReproductionCard(
    name: "R12", title: "2-D VAE with a tenth of the noise",
    subjects: [preset("vae-low-noise"), settled("vae-low-noise")],
    claims: [
      Claim(
        subject: "vae-low-noise-settled", metric: .codeDeviation, bound: .atMost(0.72),
        published: "0.71 at most where converged, which standardization steers to"),
      Claim(
        subject: "vae-low-noise", metric: .codeDeviation,
        published: "0.71 at most where converged"),
      Claim(subject: "vae-low-noise", metric: .objective),
      Claim(subject: "vae-low-noise", metric: .negativeELBO),
    ])

  static let pytorch = ReproductionCard(
    name: "R13", title: "PyTorch's example VAE",
    subjects: [
      preset("vae-pytorch"), preset("vae-pytorch", epochs: 100),
      varied("vae-pytorch", as: "vae-pytorch-100-cosine") {
        $0.epochs = 100
        $0.schedule = .cosine
      },
    ],
    claims: [
      Claim(
        subject: "vae-pytorch", metric: .negativeELBO, bound: .atMost(107),
        published: "none; the example prints only"),
      Claim(subject: "vae-pytorch-100", metric: .negativeELBO),
      Claim(
        subject: "vae-pytorch-100-cosine", metric: .negativeELBO, bound: .atMost(100),
        isStretch: true),
    ])

  static let meanField = ReproductionCard(
    name: "R14", title: "Altosaar's mean-field VAE, our own fixed binarization",
    subjects: [preset("mean-field"), preset("mean-field-dynamic")],
    claims: [
      Claim(
        subject: "mean-field", metric: .negativeELBO, bound: .atMost(104),
        published: "103.31, Larochelle's binarization"),
      Claim(
        subject: "mean-field", metric: .negativeLogLikelihood(samples: 128), bound: .atMost(98),
        published: "97.10, Larochelle's binarization"),
      Claim(
        subject: "mean-field-dynamic", metric: .negativeLogLikelihood(samples: 128),
        bound: .atMost(92), isStretch: true, published: "86.76 (Burda 2015, 50 latents)"),
    ])

  static let flow = ReproductionCard(
    name: "R15", title: "Altosaar's inverse autoregressive flow",
    subjects: [
      preset("mean-field"), preset("iaf"),
      // What the flow adds is not what the rising weight adds.
      varied("mean-field", as: "mean-field-warm-up") {
        $0.objective.klSchedule = requiredPreset("iaf").training.objective.klSchedule
      },
    ],
    claims: [
      Claim(
        subject: "iaf", metric: .negativeLogLikelihood(samples: 128), bound: .atMost(96),
        published: "95.33, Larochelle's binarization"),
      Claim(subject: "iaf", metric: .negativeELBO, published: "101.64, Larochelle's binarization"),
      Claim(
        subject: "iaf", metric: .gain(over: "mean-field-warm-up", samples: 128),
        bound: .atLeast(1.5), isStretch: true, published: "1.77 (altosaar)"),
      Claim(
        subject: "iaf", metric: .gain(over: "mean-field", samples: 128),
        published: "1.77 (altosaar)"),
      Claim(subject: "mean-field-warm-up", metric: .negativeLogLikelihood(samples: 128)),
    ])

  static let importanceWeighted = ReproductionCard(
    name: "R16", title: "Burda's VAE and importance-weighted autoencoder, 300 epochs",
    subjects: [preset("vae-burda"), preset("iwae-5"), preset("dreg-5")],
    claims: [
      Claim(
        subject: "vae-burda", metric: .negativeLogLikelihood(samples: 5000), bound: .atMost(89),
        published: "86.76 after 3280 epochs (Burda 2015)"),
      Claim(subject: "vae-burda", metric: .activeUnits),
      Claim(
        subject: "iwae-5", metric: .negativeLogLikelihood(samples: 5000), bound: .atMost(85.5),
        isStretch: true, published: "85.54 after 3280 epochs (Burda 2015)"),
      Claim(subject: "iwae-5", metric: .activeUnits),
      Claim(
        subject: "dreg-5", metric: .negativeLogLikelihood(samples: 5000),
        published: "84.90 after 3280 epochs (nbip)"),
    ])

  static let amortization = ReproductionCard(
    name: "R17", title: "amortized against fitted posteriors, 100 test images",
    subjects: [.experiment(inference)],
    claims: [
      Claim(
        subject: "inference",
        metric: ReproductionMetric("images whose fitted bound is lower", decimals: 1),
        bound: .atMost(0), published: "0, by definition"),
      Claim(
        subject: "inference",
        metric: ReproductionMetric("-ELBO with the encoder's posterior", decimals: 2)),
      Claim(
        subject: "inference",
        metric: ReproductionMetric("-ELBO with the fitted posterior", decimals: 2)),
      Claim(
        subject: "inference", metric: ReproductionMetric("-log p(x), 1000 samples", decimals: 2)),
      Claim(subject: "inference", metric: ReproductionMetric("amortization gap", decimals: 2)),
      Claim(subject: "inference", metric: ReproductionMetric("approximation gap", decimals: 2)),
    ])

  private static let inference = ReproductionExperiment(
    name: "inference", presets: [requiredPreset("vae-burda")]
  ) { setting in
    let posteriors = LocalInference().fit(
      setting.dataset.test.prefix(100), model: setting.models[0].model)
    return [
      "images whose fitted bound is lower": Double(posteriors.unimproved),
      "amortization gap": posteriors.amortizationGap.mean,
      "approximation gap": posteriors.approximationGap.mean,
      "-ELBO with the encoder's posterior": -SampleMean(posteriors.amortized.map(\.elbo)).mean,
      "-ELBO with the fitted posterior": -SampleMean(posteriors.local.map(\.elbo)).mean,
      "-log p(x), 1000 samples": -SampleMean(posteriors.local.map(\.logLikelihood)).mean,
    ]
  }
}
