extension Preset {
  static let denoise = convolutionalDenoiser(
    "denoise", summary: "convolutional denoiser of Gaussian noise, code of 7x7x32",
    source: "Keras blog (2016), with Adam instead of Adadelta",
    decoder: [
      .convolution(channels: 32, .relu), .upsampling(2), .convolution(channels: 32, .relu),
      .upsampling(2), .convolution(channels: 1, .identity),
    ])

  static let denoiseKeras2017 = withAdadelta(
    convolutionalDenoiser(
      "denoise-keras-2017",
      summary: "convolutional denoiser of Gaussian noise that ends in convolutions of whole images",
      source: "Keras blog, 2017",
      notes: ["Noise is drawn afresh for each step; the source draws it once for all epochs."],
      decoder: [
        .upsampling(2), .convolution(channels: 32, .relu), .upsampling(2),
        .convolution(channels: 32, .relu), .convolution(channels: 1, .identity),
      ]), reports: 0.0938)

  private static func convolutionalDenoiser(
    _ name: String, summary: String, source: String, notes: [String] = [],
    decoder: [LayerConfiguration]
  ) -> Preset {
    Preset(
      name: name, summary: summary, source: source,
      notes: [
        "The code is larger than the image: there is no bottleneck, only the noise regularizes."
      ] + notes,
      model: ModelConfiguration(
        encoder: [
          .convolution(channels: 32, .relu), .maxPooling(2), .convolution(channels: 32, .relu),
          .maxPooling(2),
        ],
        latent: .deterministic, decoder: decoder, corruption: .gaussian(standardDeviation: 0.5)),
      training: TrainingConfiguration(
        epochs: 100, batchSize: 128, optimizer: .adam(Adam.Constants()), gradientUnit: .pixel))
  }

  static let unet = Preset(
    name: "unet",
    summary: "the denoiser with skip connections past its code, a small U-Net",
    source: "Ronneberger, Fischer and Brox (2015), on the layers of the preset denoise",
    notes: [
      "Skip connections bypass the code: a decoded code alone shows only what the code adds."
    ],
    model: ModelConfiguration(
      encoder: [
        .convolution(channels: 32, .relu), .skip, .maxPooling(2),
        .convolution(channels: 32, .relu), .skip, .maxPooling(2),
      ],
      latent: .deterministic,
      decoder: [
        .convolution(channels: 32, .relu), .upsampling(2), .join(channels: 32),
        .convolution(channels: 32, .relu), .upsampling(2), .join(channels: 32),
        .convolution(channels: 1, .identity),
      ],
      corruption: .gaussian(standardDeviation: 0.5)),
    training: denoise.training)
}
