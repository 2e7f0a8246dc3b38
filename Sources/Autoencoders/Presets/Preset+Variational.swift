extension Preset {
  static let inTwoDimensions: [LayerConfiguration] = [
    .dense(256, .relu), .dense(784, .identity),
  ]

  static let vae = Preset(
    name: "vae",
    summary: "2-D variational autoencoder, 784-256-2-256-784: the one to walk",
    source: "Keras blog, 2017 with the log-variance form corrected",
    notes: [
      "Adam with a cosine schedule and He weights instead of RMSprop and Glorot: about 5 nats better.",
      "Each latent is kept centered and scaled to the prior, which changes no decoded image.",
      "Bernoulli on gray pixels is a cross-entropy, not a normalized density of the data.",
    ],
    model: ModelConfiguration(
      encoder: [.dense(256, .relu)], latent: .gaussian(dimensions: 2), decoder: inTwoDimensions),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 100, initialization: .heUniform,
      optimizer: .adam(Adam.Constants(rate: 0.004)), schedule: .cosine,
      latentStandardization: 0.01))

  static let vaeKeras = Preset(
    name: "vae-keras",
    summary: "2-D VAE as the Keras blog sets it up, log-variance corrected",
    source: "Keras blog, 2017; correction as in Keras 1.1",
    notes: ["RMSprop 1e-3, decay 0.9, Glorot uniform weights, batch 100, 50 epochs."],
    model: ModelConfiguration(
      encoder: [.dense(256, .relu)], latent: .gaussian(dimensions: 2), decoder: inTwoDimensions),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 100, optimizer: .rmsprop(RMSprop.Constants())))

  static let vaeWide = Preset(
    name: "vae-wide",
    summary: "2-D VAE of more layers, 784-512-512-2-512-512-784: the best digits in two dimensions",
    source: "the preset vae with two hidden layers of 512 each",
    model: ModelConfiguration(
      encoder: [.dense(512, .relu), .dense(512, .relu)], latent: .gaussian(dimensions: 2),
      decoder: [.dense(512, .relu), .dense(512, .relu), .dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 120, batchSize: 128, initialization: .heUniform,
      optimizer: .adam(Adam.Constants(rate: 0.001)), schedule: .cosine,
      latentStandardization: 0.01))

  static let vaePyTorch = Preset(
    name: "vae-pytorch",
    summary: "PyTorch's example VAE, 784-400-20-400-784",
    source: "pytorch/examples, vae: Adam 1e-3, batch 128, 10 epochs",
    notes: ["Weights start as Keras', not as PyTorch's."],
    model: ModelConfiguration(
      encoder: [.dense(400, .relu)], latent: .gaussian(dimensions: 20),
      decoder: [.dense(400, .relu), .dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 10, batchSize: 128,
      optimizer: .adam(Adam.Constants(epsilon: 1e-8, epsilonPlacement: .pytorch))))
}

// MARK: - As their sources have them, and with convolutions

extension Preset {
  static let vaeKeras2017 = Preset(
    name: "vae-keras-2017",
    summary: "2-D VAE as the Keras blog prints it, log σ taken for log σ² in the KL term",
    source: "Keras blog, 2017: reports 147.4283 training, 150.3794 test",
    notes: [
      "What it minimizes is no bound on -log p(x); eval prints the -ELBO of the same weights beside it.",
      "At its optimum E[mean²] = (1 - E[exp s]) / 2, at most one half: codes are narrower than the prior.",
    ],
    model: ModelConfiguration(
      encoder: [.dense(256, .relu)], latent: .logDeviation(dimensions: 2, noise: 1),
      decoder: inTwoDimensions),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 100, optimizer: .rmsprop(RMSprop.Constants())))

  static let vaeLowNoise = Preset(
    name: "vae-low-noise",
    summary: "2-D VAE as KDnuggets prints it, with a tenth of the noise",
    source: "KDnuggets, 2021: Adam, batch 32, 100 epochs, no number reported",
    notes: [
      "The posterior's deviation is 0.1 exp(s), its KL term that of exp(s): at s = 0 it costs nothing "
        + "where the true KL is 1.808 nats per latent.",
      "The source draws its manifold from -15 to 15, sixteen deviations of the codes.",
    ],
    model: ModelConfiguration(
      encoder: [.dense(64, .relu)], latent: .logDeviation(dimensions: 2, noise: 0.1),
      decoder: [.dense(64, .relu), .dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 100, batchSize: 32, optimizer: .adam(Adam.Constants())))

  static let vaeConv = Preset(
    name: "vae-conv",
    summary: "2-D VAE with convolutions of stride 2",
    source: "keras-io, generative/vae: Adam, batch 128, 30 epochs; 146.95 on its training images",
    model: ModelConfiguration(
      encoder: [
        .convolution(channels: 32, stride: 2, .relu), .convolution(channels: 64, stride: 2, .relu),
        .flatten, .dense(16, .relu),
      ],
      latent: .gaussian(dimensions: 2),
      decoder: [
        .dense(7 * 7 * 64, .relu), .reshape(FeatureShape(height: 7, width: 7, channels: 64)),
        .transposedConvolution(channels: 64, .relu), .transposedConvolution(channels: 32, .relu),
        .convolution(channels: 1, .identity),
      ]),
    training: TrainingConfiguration(
      epochs: 30, batchSize: 128, optimizer: .adam(Adam.Constants())))
}
