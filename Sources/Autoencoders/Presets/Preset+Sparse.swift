extension Preset {
  // Keras weighs an L1 penalty against the mean over pixels, so here it is times 784. Keras 1.2 and 2.0
  // sum it over the batch of 256; Keras 1.0, tf.keras 2.10 and Keras 3 average it.
  static let sparse = sparse(
    name: "sparse", weight: 1e-7 * 256,
    source: "Keras blog, 2017: 10e-8 summed over the batch of 256",
    reports: "a test loss of 0.1020 with the penalty, and a code mean of 5.30")
  static let sparse2016 = sparse(
    name: "sparse-2016", weight: 1e-4, of: simpleAdadeltaFirst,
    source: "Keras blog (2016), on Keras 1.0.0: 10e-5 averaged over the batch",
    reports: "a test loss of 0.10 and a code mean of 3.33")
  static let sparseKeras3 = sparse(
    name: "sparse-keras3", weight: 1e-7,
    source: "the code of the Keras blog (2017) as Keras 3 reads it: 10e-8 averaged over the batch",
    reports: "nothing; the penalty is so small that it does nothing")

  private static func sparse(
    name: String, weight: Double, of simple: Preset = simpleAdadelta, source: String,
    reports: String
  ) -> Preset {
    var training = simple.training
    training.epochs = 100
    training.objective.penalty = .l1(weight: 784 * weight)
    return Preset(
      name: name, summary: "784-32-784 with an L1 penalty of \(weight) a unit of the code",
      source: source, notes: ["Its source reports \(reports)."], model: simple.model,
      training: training)
  }

  static let sparseActivation = Preset(
    name: "sparse-kl",
    summary: "784-128-784 with sigmoid units that are to be on one time in twenty",
    source: "Ng, CS294A lecture notes (2011): KL of the mean activation from 0.05",
    model: ModelConfiguration(
      encoder: [.dense(128, .sigmoid)], latent: .deterministic, decoder: [.dense(784, .identity)]),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 256, optimizer: .adam(Adam.Constants()),
      objective: Objective(penalty: .activation(weight: 3, target: 0.05))))

  static let thinned = Preset(
    name: "thinned",
    summary: "784-32-784, half of the encoder's connections deleted",
    source: "Baeldung, autoencoders explained: sparsity by deleting connections",
    model: ModelConfiguration(
      encoder: [.thinned(32, .relu, deleting: 0.5)], latent: .deterministic,
      decoder: [.dense(784, .identity)]),
    training: simple.training)

  // MARK: - Contractive

  static let tied = Preset(
    name: "tied",
    summary: "784-1000-784 of sigmoid units with tied weights: contractive without its penalty",
    source: "the twin of the preset contractive",
    model: overcomplete,
    training: TrainingConfiguration(
      epochs: 30, batchSize: 128, optimizer: .adam(Adam.Constants()), schedule: .cosine))

  static let contractive = Preset(
    name: "contractive",
    summary: "784-1000-784 of sigmoid units, penalized for how fast codes change with the image",
    source: "Rifai et al. (2011); cost as in lisa-lab/DeepLearningTutorials, code/cA.py",
    notes: [
      "The penalty is 0.1 times the squared Frobenius norm of the Jacobian, in nats per image."
    ],
    model: overcomplete,
    training: TrainingConfiguration(
      epochs: 30, batchSize: 128, optimizer: .adam(Adam.Constants()), schedule: .cosine,
      objective: Objective(penalty: .contraction(weight: 0.1))))

  private static let overcomplete = ModelConfiguration(
    encoder: [.dense(1000, .sigmoid)], latent: .deterministic, decoder: [.dense(784, .identity)],
    tiesWeights: true)
}
