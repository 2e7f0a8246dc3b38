internal import Autoencoders

extension ReproductionCard {
  static let simpleAdam = ReproductionCard(
    name: "R1", title: "simple autoencoder, Adam", subjects: [preset("simple")],
    claims: [
      Claim(
        subject: "simple", metric: .crossEntropy, bound: .atMost(0.0935),
        published: "about 0.09 (KDnuggets, 2021)"),
      Claim(
        subject: "simple", metric: .crossEntropy, bound: .atMost(0.0920), isStretch: true,
        published: "0.1175, PCA of 32 components"),
    ])

  static let simpleAdadelta = ReproductionCard(
    name: "R2", title: "simple autoencoder, Adadelta of four Keras versions",
    subjects: [
      preset("simple-adadelta"), preset("simple-adadelta-1e-6"), preset("simple-adadelta-1e-7"),
      preset("simple-adadelta-rate"),
    ],
    claims: [
      Claim(
        subject: "simple-adadelta", metric: .crossEntropy, bound: .within(0.002, of: 0.102),
        published: "0.1022 (Keras blog, 2017)"),
      Claim(
        subject: "simple-adadelta", metric: .codeMean, bound: .within(1, of: 7.52),
        isStretch: true, published: "7.52 (Keras blog, 2017)"),
      Claim(
        subject: "simple-adadelta-1e-6", metric: .crossEntropy, published: "0.11 (Keras blog)"),
      Claim(subject: "simple-adadelta-1e-7", metric: .crossEntropy),
      Claim(subject: "simple-adadelta-rate", metric: .crossEntropy),
    ])

  static let sparse = ReproductionCard(
    name: "R3", title: "sparse autoencoder, the penalty of three Keras versions",
    subjects: [preset("sparse"), preset("sparse-2016"), preset("sparse-keras3")],
    claims: [
      Claim(
        subject: "sparse", metric: .codeMean, bound: .within(0.5, of: 5.3),
        published: "5.30 (Keras blog, 2017)"),
      Claim(subject: "sparse", metric: .crossEntropy, published: "0.1020, penalty included"),
      Claim(subject: "sparse", metric: .zeroShare),
      Claim(
        subject: "sparse-2016", metric: .codeMean, bound: .within(0.5, of: 3.33), isStretch: true,
        published: "3.33 (Keras blog, 2016)"),
      Claim(subject: "sparse-2016", metric: .crossEntropy, published: "0.10 (Keras blog, 2016)"),
      Claim(subject: "sparse-2016", metric: .zeroShare),
      Claim(subject: "sparse-keras3", metric: .codeMean, published: "7.52 without a penalty"),
    ])

  static let deep = ReproductionCard(
    name: "R4", title: "deep autoencoder with a code of 32",
    subjects: [preset("deep-adadelta"), preset("deep")],
    claims: [
      Claim(
        subject: "deep-adadelta", metric: .crossEntropy, bound: .atMost(0.102),
        published: "0.1020 (Keras blog, 2017)"),
      Claim(
        subject: "deep", metric: .crossEntropy, bound: .atMost(0.088), isStretch: true,
        published: "about 0.097 (Keras blog, 2016)"),
    ])

  static let contractive = ReproductionCard(
    name: "R7", title: "contractive autoencoder",
    subjects: [
      preset("contractive"),
      // Stopped where its cross-entropy is about the contractive one's.
      varied("tied", as: "tied-early") { $0.epochs = 7 },
    ],
    claims: [
      Claim(
        subject: "contractive", metric: .ratio(of: .jacobianNorm, to: "tied-early"),
        bound: .atMost(0.999)),
      Claim(subject: "contractive", metric: .jacobianNorm),
      Claim(subject: "contractive", metric: .crossEntropy),
      Claim(subject: "tied-early", metric: .crossEntropy),
      Claim(
        subject: "contractive", metric: .probeError, bound: .atMost(2), isStretch: true),
    ])

  static let convolutional = ReproductionCard(
    name: "R8", title: "convolutional autoencoder",
    subjects: [preset("conv-adadelta"), preset("conv"), preset("conv-overcomplete")],
    claims: [
      Claim(
        subject: "conv-adadelta", metric: .crossEntropy, bound: .atMost(0.0985),
        published: "0.0981 (Keras blog, 2017)"),
      Claim(
        subject: "conv", metric: .crossEntropy, bound: .atMost(0.092), isStretch: true,
        published: "0.094 (Keras blog, 2016)"),
      Claim(
        subject: "conv-overcomplete", metric: .crossEntropy, bound: .atMost(0.0622),
        isStretch: true, published: "0.0622 (keras-io)"),
    ])

  static let denoising = ReproductionCard(
    name: "R9", title: "convolutional denoiser, noise of 0.5",
    subjects: [
      preset("denoise-keras-2017"), preset("denoise", epochs: 30, schedule: .cosine),
      preset("denoise", epochs: 10), preset("unet", epochs: 10),
    ],
    claims: [
      Claim(
        subject: "denoise-keras-2017", metric: .crossEntropy, bound: .atMost(0.0945),
        published: "0.0938 (Keras blog, 2017)"),
      Claim(
        subject: "denoise-keras-2017", metric: .peakSignalToNoise, bound: .atLeast(19.57),
        published: "17.57, a linear denoiser"),
      Claim(subject: "denoise-keras-2017", metric: .structuralSimilarity),
      Claim(
        subject: "denoise-30", metric: .crossEntropy, bound: .atMost(0.0925), isStretch: true,
        published: "0.0938 (Keras blog, 2017)"),
      Claim(
        subject: "unet-10", metric: .ratio(of: .crossEntropy, to: "denoise-10"),
        bound: .atMost(0.9999), isStretch: true),
    ])
}
