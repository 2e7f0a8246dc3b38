// One VAE, 784-400-20-400-784, with one likelihood after another.

extension Preset {
  static let vaeContinuous = vae(
    "vae-continuous", .continuousBernoulli,
    summary: "VAE of a density on gray pixels, the continuous Bernoulli, 784-400-20-400-784",
    source: "Loaiza-Ganem and Cunningham 2019, on the layers of PyTorch's example VAE",
    notes: [
      "Losses are negative where the density is above one.",
      "At pure black and white the density has no bound: the loss falls as long as logits grow.",
      "Images shown are means of the density, grayer than its parameter sigmoid(logit).",
    ])

  static let vaeGaussian = vae(
    "vae-gaussian", .gaussian(standardDeviation: 0.1),
    summary:
      "VAE with squared errors, a Gaussian of deviation 0.1 on gray pixels, 784-400-20-400-784",
    source: "the layers of PyTorch's example VAE; log p(x|z) is -50 · squared error + constant",
    notes: [
      "Losses are negative where the density is above one.",
      "The deviation weighs squared errors against the KL term: half of it is a beta of a quarter.",
    ])

  static let vaeBinary = vae(
    "vae-binary", .bernoulli, .dynamic,
    summary: "VAE of black and white pixels, drawn afresh every time, 784-400-20-400-784",
    source: "the layers of PyTorch's example VAE; binarized as Burda et al. 2015",
    notes: ["-ELBO bounds -log p(x) of the binarized images: the Bernoulli is their likelihood."])

  static let vaeBinaryFixed = vae(
    "vae-binary-fixed", .bernoulli, .fixed,
    summary: "VAE of black and white pixels, drawn once for good, 784-400-20-400-784",
    source: "the layers of PyTorch's example VAE; our own fixed binarization",
    notes: [
      "It is not Larochelle's set, which is another draw.",
      "A model can learn a fixed draw by heart; watch the gap between training and test loss.",
    ])

  private static func vae(
    _ name: String, _ likelihood: Likelihood, _ binarization: Binarization? = nil, summary: String,
    source: String, notes: [String]
  ) -> Preset {
    Preset(
      name: name, summary: summary, source: source, notes: notes,
      model: ModelConfiguration(
        encoder: [.dense(400, .relu)], latent: .gaussian(dimensions: 20),
        decoder: [.dense(400, .relu), .dense(784, .identity)], likelihood: likelihood,
        binarization: binarization),
      training: TrainingConfiguration(
        epochs: 50, batchSize: 128, initialization: .heUniform,
        optimizer: .adam(Adam.Constants()), schedule: .cosine, latentStandardization: 0.01))
  }
}
