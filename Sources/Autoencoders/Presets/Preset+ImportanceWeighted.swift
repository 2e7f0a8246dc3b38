extension Preset {
  static let meanField = Preset(
    name: "mean-field",
    summary: "Altosaar's VAE of 128 latents on fixed black and white pixels",
    source: "altosaar/variational-autoencoder: test ELBO -103.31, log p -97.10",
    notes: [
      "Factorized over latents, amortized over images; log-variance heads where the source has softplus.",
      "Pixels are made black or white by our own fixed binarization, which is not Larochelle's.",
      untilTheEnd,
    ],
    model: altosaar(.gaussian(dimensions: 128), .fixed),
    training: TrainingConfiguration(
      epochs: 90, batchSize: 128, optimizer: .rmsprop(centered)))

  static let meanFieldDynamic = Preset(
    name: "mean-field-dynamic",
    summary: "Altosaar's VAE with pixels drawn afresh, warm-up and a falling rate",
    source: "the preset mean-field, trained as Burda et al. and Sønderby et al. do",
    model: altosaar(.gaussian(dimensions: 128), .dynamic),
    training: TrainingConfiguration(
      epochs: 150, batchSize: 128, initialization: .heUniform,
      optimizer: .adam(Adam.Constants()), schedule: .cosine,
      objective: Objective(klSchedule: .warmUp(epochs: 10))))

  static let autoregressive = Preset(
    name: "iaf",
    summary: "Altosaar's VAE with an inverse autoregressive flow of two steps",
    source: "altosaar/variational-autoencoder: test ELBO -101.64, log p -95.33",
    notes: [
      "Pixels are made black or white by our own fixed binarization.",
      "The KL weight rises over ten epochs: without that, codes end with 17.9 nats of KL instead of 24.7.",
      untilTheEnd,
    ],
    model: altosaar(.autoregressiveFlow(dimensions: 128, steps: 2, hidden: 256), .fixed),
    training: TrainingConfiguration(
      epochs: 90, batchSize: 128, optimizer: .rmsprop(centered),
      objective: Objective(klSchedule: .warmUp(epochs: 10))))

  private static let untilTheEnd =
    "90 epochs of all 60 000 images; the source stops by held-out images."

  private static func altosaar(_ latent: Latent, _ binarization: Binarization) -> ModelConfiguration
  {
    ModelConfiguration(
      encoder: [.dense(256, .relu), .dense(256, .relu)], latent: latent,
      decoder: [.dense(256, .relu), .dense(256, .relu), .dense(784, .identity)],
      binarization: binarization)
  }

  /// PyTorch's RMSprop with its defaults, centered.
  private static let centered = RMSprop.Constants(
    rate: 1e-3, decay: 0.99, epsilon: 1e-8, isCentered: true)

  // MARK: - Burda, Grosse and Salakhutdinov

  static let burdaVAE = burda(
    name: "vae-burda", "one sample", source: burda(reports: "86.76"), objective: Objective())

  static let iwae = burda(
    name: "iwae-5", "the importance-weighted bound of 5 samples", source: burda(reports: "85.54"),
    objective: Objective(
      bound: .importanceWeighted(samples: 5, estimator: .reparameterized)))

  static let iwaeWide = burda(
    name: "iwae-50", "the importance-weighted bound of 50 samples", source: burda(reports: "84.78"),
    objective: Objective(
      bound: .importanceWeighted(samples: 50, estimator: .reparameterized)))

  static let dreg = burda(
    name: "dreg-5", "5 samples, doubly reparameterized",
    source: "Tucker et al. (2018), on Burda's model; nbip/IWAE: -log p(x) 84.90 after 3280 epochs",
    objective: Objective(
      bound: .importanceWeighted(samples: 5, estimator: .doublyReparameterized)))

  private static func burda(reports loss: String) -> String {
    "Burda, Grosse and Salakhutdinov (2015): -log p(x) \(loss) after 3280 epochs"
  }

  private static func burda(
    name: String, _ summary: String, source: String, objective: Objective
  ) -> Preset {
    Preset(
      name: name, summary: "784-200-200-50 of tanh units on pixels drawn afresh, \(summary)",
      source: source,
      notes: [
        "300 epochs of Adam with a falling rate, in the place of eight stages of 3280 epochs.",
        "Batches of 20 as in the source.",
      ],
      model: ModelConfiguration(
        encoder: [.dense(200, .tanh), .dense(200, .tanh)], latent: .gaussian(dimensions: 50),
        decoder: [.dense(200, .tanh), .dense(200, .tanh), .dense(784, .identity)],
        binarization: .dynamic),
      training: TrainingConfiguration(
        epochs: 300, batchSize: 20, optimizer: .adam(Adam.Constants()), schedule: .cosine,
        objective: objective))
  }
}
