internal import Autoencoders

extension ReproductionCard {
  static let printedObjective = ReproductionCard(
    "R10", "2-D VAE with the objective of the Keras blog, 2017",
    [
      .preset(
        "vae-keras-2017",
        [
          .asked(.objective, .within(2, of: 150.4), published: "150.3794 (Keras blog, 2017)"),
          .asked(
            .printedMomentGap, .atMost(0.05), published: "0 where converged",
            missed: atAConstantRate),
          .shown(.negativeELBO),
        ]),
      settled(
        "vae-keras-2017",
        [
          .asked(.printedMomentGap, .atMost(0.05), published: steered),
          .shown(.objective, published: "150.3794 (Keras blog, 2017)"),
        ]),
    ])

  static let corrected = ReproductionCard(
    "R11", "2-D VAE with the log-variance corrected",
    [
      .preset(
        "vae-keras",
        [
          .asked(
            .negativeELBO, .atMost(152),
            published: "146.95 on its training images (keras-io, convolutional)",
            missed: Shortfall(
              reason: "RMSprop at a constant rate ends where its last steps happen to be",
              next: "a falling rate, as the preset vae has it")),
          .asked(
            .momentGap, .atMost(0.05), published: "0 where converged", missed: atAConstantRate),
        ]),
      .preset(
        "vae", isOurs: true,
        [
          .asked(.negativeELBO, .atMost(152)),
          .asked(.momentGap, .atMost(0.05), published: steered),
          .shown(.negativeLogLikelihood(samples: 500)),
        ]),
      .preset(
        "vae-wide", isOurs: true,
        [
          .stretch(
            .negativeELBO, .atMost(145),
            published: "146.95 on its training images (keras-io, convolutional)")
        ]),
    ])

  static let lowNoise = ReproductionCard(
    "R12", "2-D VAE with a tenth of the noise",
    [
      .preset(
        "vae-low-noise",
        [
          .asked(
            .codeDeviation, .atMost(0.72), published: "0.71 at most where converged",
            missed: atAConstantRate),
          .shown(.objective),
          .shown(.negativeELBO),
        ]),
      settled("vae-low-noise", [.asked(.codeDeviation, .atMost(0.72), published: steered)]),
    ])

  /// A preset with a falling rate, each latent kept at the scale where the objective's KL term is least.
  private static func settled(
    _ name: String, _ claims: [ReproductionClaim]
  ) -> ReproductionSubject {
    .varied(
      name, as: "\(name)-settled", isOurs: true,
      by: {
        $0.training.latentStandardization = 0.01
        $0.training.schedule = .cosine
      }, claims)
  }

  private static let steered = "met where converged, which standardization steers to"

  private static let atAConstantRate = Shortfall(
    reason:
      "at a constant rate the weights do not come to rest: the scale of a latent, along which "
      + "no decoded image changes, wanders",
    next: "a falling rate over several hundred epochs, without standardization")

  static let pytorch = ReproductionCard(
    "R13", "PyTorch's example VAE",
    [
      .preset(
        "vae-pytorch",
        [.asked(.negativeELBO, .atMost(107), published: "none; the example prints only")]),
      .varied(
        "vae-pytorch", as: "vae-pytorch-100", isOurs: true, by: { $0.training.epochs = 100 },
        [.shown(.negativeELBO)]),
      .varied(
        "vae-pytorch", as: "vae-pytorch-100-cosine", isOurs: true,
        by: {
          $0.training.epochs = 100
          $0.training.schedule = .cosine
        },
        [
          .stretch(
            .negativeELBO, .atMost(100),
            missed: Shortfall(
              reason: "one hidden layer of 400 units gets no further with a falling rate, either",
              next: "two hidden layers, or a wider one"))
        ]),
    ])

  static let meanField = ReproductionCard(
    "R14", "Altosaar's mean-field VAE, our own fixed binarization",
    [
      .preset(
        "mean-field",
        [
          .asked(.negativeELBO, .atMost(104), published: "103.31, Larochelle's binarization"),
          .asked(
            .negativeLogLikelihood(samples: 128), .atMost(98),
            published: "97.10, Larochelle's binarization"),
        ]),
      .preset(
        "mean-field-dynamic", isOurs: true,
        [
          .stretch(
            .negativeLogLikelihood(samples: 128), .atMost(92),
            published: "86.76 (Burda 2015, 50 latents)")
        ]),
    ])

  static let flow = ReproductionCard(
    "R15", "Altosaar's inverse autoregressive flow",
    [
      .preset("mean-field"),
      .preset(
        "iaf",
        [
          .asked(
            .negativeLogLikelihood(samples: 128), .atMost(96),
            published: "95.33, Larochelle's binarization"),
          .shown(.negativeELBO, published: "101.64, Larochelle's binarization"),
          .stretch(
            .gain(over: "mean-field-warm-up", samples: 128), .atLeast(1.5),
            published: "1.77 (altosaar)",
            missed: Shortfall(
              reason: "the warm-up of the KL weight does the mean field good, too, and leaves less "
                + "to the flow",
              next: "the source's 90 000 steps and its stopping by held-out images")),
          .shown(.gain(over: "mean-field", samples: 128), published: "1.77 (altosaar)"),
        ]),
      // What the flow adds is not what the rising weight adds.
      .varied(
        "mean-field", as: "mean-field-warm-up", isOurs: true,
        by: {
          $0.training.objective.klSchedule = Preset.required("iaf").training.objective.klSchedule
        }, [.shown(.negativeLogLikelihood(samples: 128))]),
    ])

  static let importanceWeighted = ReproductionCard(
    "R16", "Burda's VAE and importance-weighted autoencoder, 300 epochs",
    [
      .preset(
        "vae-burda",
        [
          .asked(
            .negativeLogLikelihood(samples: 5000), .atMost(89),
            published: "86.76 after 3280 epochs (Burda 2015)"),
          .stretch(
            .negativeLogLikelihood(samples: 5000), .atMost(87),
            published: "86.76 after 3280 epochs (Burda 2015)", missed: tooFewEpochs),
          .shown(.activeUnits),
        ]),
      .preset(
        "iwae-5",
        [
          .stretch(
            .negativeLogLikelihood(samples: 5000), .atMost(85.5),
            published: "85.54 after 3280 epochs (Burda 2015)", missed: tooFewEpochs),
          .shown(.activeUnits),
        ]),
      .preset(
        "dreg-5",
        [
          .shown(
            .negativeLogLikelihood(samples: 5000), published: "84.90 after 3280 epochs (nbip)")
        ]),
    ])

  private static let tooFewEpochs = Shortfall(
    reason: "300 epochs, where the paper has 3280", next: "the paper's schedule, --schedule burda")
}
