extension Preset {
  static let ae = Preset(
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

  static let aeWide = Preset(
    name: "ae-wide",
    summary: "2-D autoencoder of more layers, 784-512-512-2-512-512-784: classes apart in a plane",
    source: "the deterministic twin of the preset vae-wide",
    model: ModelConfiguration(
      encoder: [.dense(512, .relu), .dense(512, .relu), .dense(2, .identity)],
      latent: .deterministic,
      decoder: [.dense(512, .relu), .dense(512, .relu), .dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 60, batchSize: 128, initialization: .heUniform,
      optimizer: .adam(Adam.Constants()), schedule: .cosine))

  static let convOvercomplete = Preset(
    name: "conv-overcomplete",
    summary: "convolutional autoencoder whose code of 7x7x32 is larger than the image",
    source: "keras-io, vision/autoencoder, without noise: a test loss of 0.0622 per pixel",
    notes: [
      "There is no bottleneck: a low loss says little.",
      "15 epochs instead of the source's 50.",
    ],
    model: ModelConfiguration(
      encoder: [
        .convolution(channels: 32, .relu), .maxPooling(2), .convolution(channels: 32, .relu),
        .maxPooling(2),
      ],
      latent: .deterministic,
      decoder: [
        .transposedConvolution(channels: 32, .relu), .transposedConvolution(channels: 32, .relu),
        .convolution(channels: 1, .identity),
      ]),
    training: TrainingConfiguration(
      epochs: 15, batchSize: 128, optimizer: .adam(Adam.Constants())))

  static let simple = Preset(
    name: "simple",
    summary: "the simplest autoencoder, 784-32-784",
    source:
      "KDnuggets, 2021: Adam, batch 256, 50 epochs; reports a loss of about 0.09 per pixel",
    notes: ["No model can go below 45.53 nats per image (0.0581 per pixel) on MNIST's test set."],
    model: ModelConfiguration(
      encoder: [.dense(32, .relu)], latent: .deterministic, decoder: [.dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 256, optimizer: .adam(Adam.Constants()), gradientUnit: .pixel))

  static let deep = Preset(
    name: "deep",
    summary: "deep autoencoder, 784-128-64-32-64-128-784",
    source: "Keras blog, 2017, with Adam instead of Adadelta",
    model: ModelConfiguration(
      encoder: [.dense(128, .relu), .dense(64, .relu), .dense(32, .relu)], latent: .deterministic,
      decoder: [.dense(64, .relu), .dense(128, .relu), .dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 100, batchSize: 256, optimizer: .adam(Adam.Constants()), gradientUnit: .pixel))

  static let conv = Preset(
    name: "conv",
    summary: "convolutional autoencoder, code of 4x4x8",
    source: "Keras blog, 2017, with Adam instead of Adadelta",
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
}
