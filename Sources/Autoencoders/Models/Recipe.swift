/// A model with the way to train it, and where both come from.
public struct Recipe: Equatable, Sendable {
  public let name: String
  /// One line that says what it is.
  public let summary: String
  /// Where the setting comes from.
  public let source: String
  /// What to know before comparing numbers.
  public let notes: [String]
  public var model: ModelConfiguration
  public var training: TrainingConfiguration

  public init(
    name: String, summary: String, source: String, notes: [String] = [],
    model: ModelConfiguration, training: TrainingConfiguration
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.notes = notes
    self.model = model
    self.training = training
  }
}

extension Recipe {
  /// Every preset, the default first.
  public static let all: [Recipe] = [
    vae, vaeKeras, vaeWide, vaePyTorch, ae, simple, simpleAdadelta, deep, deepAdadelta, conv,
    convAdadelta, denoise, denoiseAdadelta, denoiseDense, denoiseMasking, denoiseSaltPepper,
    vaeContinuous, vaeGaussian, vaeBinary, vaeBinaryFixed,
  ]

  /// The preset called `name`.
  public static func named(_ name: String) -> Recipe? { all.first { $0.name == name } }

  private static let inTwoDimensions: [LayerConfiguration] = [
    .dense(256, .relu), .dense(784, .identity),
  ]

  static let vae = Recipe(
    name: "vae",
    summary: "2-D variational autoencoder, 784-256-2-256-784: the one to walk",
    source: "seed 002 (Keras blog, 2017) with the log-variance form corrected",
    notes: [
      "Adam with a cosine schedule and He weights instead of RMSprop and Glorot: about 5 nats better.",
      "Each latent is kept centred and scaled to the prior, which changes no decoded image.",
      "Bernoulli on grey pixels is a cross-entropy, not a normalised density of the data.",
    ],
    model: ModelConfiguration(
      encoder: [.dense(256, .relu)], latent: .gaussian(dimensions: 2), decoder: inTwoDimensions),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 100, initialization: .heUniform,
      optimizer: .adam(Adam.Constants(rate: 0.004)), schedule: .cosine,
      latentStandardization: 0.01))

  static let vaeKeras = Recipe(
    name: "vae-keras",
    summary: "2-D VAE exactly as seed 002 sets it up, log-variance corrected",
    source: "seed 002 (Keras blog, 2017); correction as in Keras 1.1",
    notes: ["RMSprop 1e-3, decay 0.9, Glorot uniform weights, batch 100, 50 epochs."],
    model: ModelConfiguration(
      encoder: [.dense(256, .relu)], latent: .gaussian(dimensions: 2), decoder: inTwoDimensions),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 100, optimizer: .rmsprop(RMSprop.Constants())))

  static let vaeWide = Recipe(
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

  static let vaePyTorch = Recipe(
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

  static let ae = Recipe(
    name: "ae",
    summary: "2-D autoencoder, 784-256-2-256-784: what the VAE is without noise and prior",
    source: "the deterministic twin of the preset vae",
    notes: ["Codes follow no prior: there are gaps between the classes, and they may lie far out."],
    model: ModelConfiguration(
      encoder: [.dense(256, .relu), .dense(2, .identity)], latent: .deterministic,
      decoder: inTwoDimensions),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 100, initialization: .heUniform,
      optimizer: .adam(Adam.Constants(rate: 0.002)), schedule: .cosine))

  static let simple = Recipe(
    name: "simple",
    summary: "the simplest autoencoder, 784-32-784",
    source:
      "seed 000 (KDnuggets): Adam, batch 256, 50 epochs; reports a loss of about 0.09 a pixel",
    notes: ["No model can go below 45.53 nats an image (0.0581 a pixel) on MNIST's test set."],
    model: ModelConfiguration(
      encoder: [.dense(32, .relu)], latent: .deterministic, decoder: [.dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 256, optimizer: .adam(Adam.Constants()), gradientUnit: .pixel))

  static let deep = Recipe(
    name: "deep",
    summary: "deep autoencoder, 784-128-64-32-64-128-784",
    source: "seed 002 (Keras blog, 2017), with Adam instead of Adadelta",
    model: ModelConfiguration(
      encoder: [.dense(128, .relu), .dense(64, .relu), .dense(32, .relu)], latent: .deterministic,
      decoder: [.dense(64, .relu), .dense(128, .relu), .dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 100, batchSize: 256, optimizer: .adam(Adam.Constants()), gradientUnit: .pixel))

  static let conv = Recipe(
    name: "conv",
    summary: "convolutional autoencoder, code of 4x4x8",
    source: "seed 002 (Keras blog, 2017), with Adam instead of Adadelta",
    model: ModelConfiguration(
      encoder: [
        .convolution(channels: 16, .relu), .maxPooling(2), .convolution(channels: 8, .relu),
        .maxPooling(2), .convolution(channels: 8, .relu), .maxPooling(2),
      ],
      latent: .deterministic,
      decoder: [
        .convolution(channels: 8, .relu), .upsampling(2), .convolution(channels: 8, .relu),
        .upsampling(2), .convolution(channels: 16, padding: .valid, .relu), .upsampling(2),
        .convolution(channels: 1, .identity),
      ]),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 128, optimizer: .adam(Adam.Constants()), gradientUnit: .pixel))

  static let denoise = Recipe(
    name: "denoise",
    summary: "convolutional denoiser of Gaussian noise, code of 7x7x32",
    source: "seed 002 (Keras blog, 2017), with Adam instead of Adadelta",
    notes: [
      "The code is larger than the image: there is no bottleneck, only the noise regularises."
    ],
    model: ModelConfiguration(
      encoder: [
        .convolution(channels: 32, .relu), .maxPooling(2), .convolution(channels: 32, .relu),
        .maxPooling(2),
      ],
      latent: .deterministic,
      decoder: [
        .convolution(channels: 32, .relu), .upsampling(2), .convolution(channels: 32, .relu),
        .upsampling(2), .convolution(channels: 1, .identity),
      ],
      corruption: .gaussian(standardDeviation: 0.5)),
    training: TrainingConfiguration(
      epochs: 100, batchSize: 128, optimizer: .adam(Adam.Constants()), gradientUnit: .pixel))

  // The seed's own optimizer. tf.keras users get a rate of 0.001 and learn a thousand times slower.
  static let simpleAdadelta = withAdadelta(
    simple, "seed 002 (Keras blog, 2017), card A2", reports: 0.1022)
  static let deepAdadelta = withAdadelta(
    deep, "seed 002 (Keras blog, 2017), card A4", reports: 0.1020)
  static let convAdadelta = withAdadelta(
    conv, "seed 002 (Keras blog, 2017), card A5", reports: 0.0981)
  static let denoiseAdadelta = withAdadelta(
    denoise, "seed 002 (Keras blog, 2017), card A6", reports: 0.0938)

  /// `recipe` with Adadelta as Keras 2.0.6 had it.
  private static func withAdadelta(
    _ recipe: Recipe, _ source: String, reports loss: Double
  ) -> Recipe {
    var training = recipe.training
    training.optimizer = .adadelta(Adadelta.Constants())
    return Recipe(
      name: "\(recipe.name)-adadelta", summary: "\(recipe.summary), with Adadelta", source: source,
      notes: [
        "Rate 1, decay 0.95, epsilon 1e-8, as Keras 2.0.6 had them; later versions differ in both.",
        "The seed reports a test loss of \(loss) a pixel.",
      ], model: recipe.model, training: training)
  }
}
