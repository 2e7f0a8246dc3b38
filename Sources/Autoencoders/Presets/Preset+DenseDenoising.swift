extension Preset {
  static let denoiseDense = dense(
    "denoise-dense", .gaussian(standardDeviation: 0.5),
    summary: "dense denoiser of Gaussian noise, 784-500-784",
    source: "Vincent et al. 2010, one layer; the noise of Keras blog, 2017")

  static let denoiseMasking = dense(
    "denoise-masking", .masking(share: 0.25),
    summary: "dense denoiser of missing pixels, 784-500-784",
    source: "Vincent et al. 2010, one layer; a quarter of the pixels masked",
    notes: ["Vincent et al. found a flat optimum from 10 % to 40 % of the pixels."])

  static let denoiseSaltPepper = dense(
    "denoise-salt-pepper", .saltAndPepper(share: 0.25),
    summary: "dense denoiser of salt-and-pepper noise, 784-500-784",
    source: "Vincent et al. 2010, one layer; a quarter of the pixels black or white")

  private static func dense(
    _ name: String, _ corruption: Corruption, summary: String, source: String, notes: [String] = []
  ) -> Preset {
    Preset(
      name: name, summary: summary, source: source,
      notes: notes + ["Adam and ReLU instead of plain gradient descent and sigmoid units."],
      model: ModelConfiguration(
        encoder: [.dense(500, .relu)], latent: .deterministic, decoder: [.dense(784, .identity)],
        corruption: corruption),
      training: TrainingConfiguration(
        epochs: 50, batchSize: 128, initialization: .heUniform,
        optimizer: .adam(Adam.Constants()), schedule: .cosine))
  }
}
