extension Recipe {
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

  static let denoiseAdadelta = withAdadelta(
    denoise, "seed 002 (Keras blog, 2017), card A6", reports: 0.0938)

  static let unet = Recipe(
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
