internal import Autoencoders

extension ReproductionCard {
  static let simpleAdam = ReproductionCard(
    "R1", "simple autoencoder, Adam",
    [
      .preset(
        "simple",
        [
          .asked(.crossEntropy, .atMost(0.0935), published: "about 0.09 (KDnuggets, 2021)"),
          .stretch(.crossEntropy, .atMost(0.0920), published: "0.1175, PCA of 32 components"),
        ])
    ])

  static let simpleAdadelta = ReproductionCard(
    "R2", "simple autoencoder, Adadelta of four Keras versions",
    [
      .preset(
        "simple-adadelta",
        [
          .asked(.crossEntropy, .within(0.002, of: 0.102), published: "0.1022 (Keras blog, 2017)"),
          .stretch(.codeMean, .within(1, of: 7.52), published: "7.52 (Keras blog, 2017)"),
        ]),
      .preset("simple-adadelta-1e-6", [.shown(.crossEntropy, published: "0.11 (Keras blog)")]),
      .preset("simple-adadelta-1e-7", [.shown(.crossEntropy)]),
      .preset("simple-adadelta-rate", [.shown(.crossEntropy)]),
    ])

  static let sparse = ReproductionCard(
    "R3", "sparse autoencoder, the penalty of three Keras versions",
    [
      .preset(
        "sparse",
        [
          .asked(.codeMean, .within(0.5, of: 5.3), published: "5.30 (Keras blog, 2017)"),
          .shown(.crossEntropy, published: "0.1020, penalty included"),
          .shown(.zeroShare),
        ]),
      .preset(
        "sparse-2016",
        [
          .stretch(.codeMean, .within(0.5, of: 3.33), published: "3.33 (Keras blog, 2016)"),
          .shown(.crossEntropy, published: "0.10 (Keras blog, 2016)"),
          .shown(.zeroShare),
        ]),
      .preset("sparse-keras3", [.shown(.codeMean, published: "7.52 without a penalty")]),
    ])

  static let deep = ReproductionCard(
    "R4", "deep autoencoder with a code of 32",
    [
      .preset(
        "deep-adadelta",
        [.asked(.crossEntropy, .atMost(0.102), published: "0.1020 (Keras blog, 2017)")]),
      .preset(
        "deep", isOurs: true,
        [.stretch(.crossEntropy, .atMost(0.088), published: "about 0.097 (Keras blog, 2016)")]),
    ])

  static let contractive = ReproductionCard(
    "R7", "contractive autoencoder",
    [
      .preset(
        "contractive",
        [
          .asked(.ratio(of: .jacobianNorm, to: "tied-early"), .atMost(0.999)),
          .shown(.jacobianNorm),
          .shown(.crossEntropy),
          .stretch(
            .probeError, .atMost(2),
            missed: Shortfall(
              reason: "the code is probed as it is, not fine-tuned",
              next: "train the encoder on with the probe's labels")),
        ]),
      // Stopped where its cross-entropy is about the contractive one's.
      .varied(
        "tied", as: "tied-early", isOurs: true, by: { $0.training.epochs = 7 },
        [.shown(.crossEntropy)]),
    ])

  /// Five seeds: what Adadelta comes to differs much from one to the next.
  static let convolutional = ReproductionCard(
    "R8", "convolutional autoencoder", seeds: 5,
    [
      .preset(
        "conv-adadelta",
        [
          .asked(
            .crossEntropy, .atMost(0.0985), published: "0.0981 (Keras blog, 2017)",
            missed: Shortfall(
              reason: "seeds differ by more than the mean is below the bound",
              next: "twenty seeds"))
        ]),
      .preset(
        "conv", isOurs: true,
        [.stretch(.crossEntropy, .atMost(0.092), published: "0.094 (Keras blog, 2016)")]),
      .preset(
        "conv-overcomplete", isOurs: true,
        [
          .stretch(
            .crossEntropy, .atMost(0.0622), published: "0.0622 (keras-io)",
            missed: Shortfall(
              reason: "15 epochs, where keras-io trains for 50", next: "50 epochs"))
        ]),
    ])

  static let denoising = ReproductionCard(
    "R9", "convolutional denoiser, noise of 0.5",
    [
      .preset(
        "denoise-keras-2017",
        [
          .asked(.crossEntropy, .atMost(0.0945), published: "0.0938 (Keras blog, 2017)"),
          .asked(.peakSignalToNoise, .atLeast(19.57), published: "17.57, a linear denoiser"),
          .shown(.structuralSimilarity),
        ]),
      .varied(
        "denoise", as: "denoise-30", isOurs: true,
        by: {
          $0.training.epochs = 30
          $0.training.schedule = .cosine
        },
        [
          .stretch(
            .crossEntropy, .atMost(0.0925), published: "0.0938 (Keras blog, 2017)",
            missed: Shortfall(
              reason: "30 epochs, where the Keras blog has 100", next: "100 epochs"))
        ]),
      .varied("denoise", as: "denoise-10", isOurs: true, by: { $0.training.epochs = 10 }),
      .varied(
        "unet", as: "unet-10", isOurs: true, by: { $0.training.epochs = 10 },
        [.stretch(.ratio(of: .crossEntropy, to: "denoise-10"), .atMost(0.9999))]),
      .varied(
        "denoise", as: "denoise-0.4", isOurs: true,
        by: {
          $0.model.corruption = .gaussian(standardDeviation: 0.4)
          $0.training.schedule = .cosine
        },
        [
          .stretch(
            .crossEntropy, .atMost(0.0839), published: "0.0839 (keras-io), from a trained one")
        ]),
    ])
}
