extension Preset {
  static let rbm = Preset(
    name: "rbm",
    summary: "restricted Boltzmann machine of 500 hidden units, trained by persistent chains",
    source: "lisa-lab/DeepLearningTutorials, rbm: PCD-15, rate 0.1, batch 20, 15 epochs; "
      + "pseudo-likelihood -62.76",
    notes: ["What is printed is the cross-entropy of one mean-field step there and back."],
    model: ModelConfiguration(
      encoder: [.dense(500, .sigmoid)], latent: .deterministic, decoder: [.dense(784, .identity)],
      tiesWeights: true),
    training: TrainingConfiguration(
      epochs: 15, batchSize: 20, optimizer: .sgd(rate: 0.1),
      pretraining: Pretraining(
        epochsPerLayer: 15, momentum: 0, initialMomentum: 0, initialEpochs: 0,
        rule: ContrastiveDivergence.Rule(steps: 15, isPersistent: true))))

  static let stacked = Preset(
    name: "stacked",
    summary: "784-1000-500-250-30 pre-trained layer by layer, unrolled and fine-tuned",
    source: "Hinton and Salakhutdinov (2006): squared error of 3.00 per image, 13.87 for PCA",
    notes: [
      "Ten epochs of CD-1 a layer where they took 50, and Adam where they took conjugate gradients.",
      "In the first 40 epochs the training loss is that of the layer in training, on its own inputs.",
    ],
    model: ModelConfiguration(
      encoder: [
        .dense(1000, .sigmoid), .dense(500, .sigmoid), .dense(250, .sigmoid), .dense(30, .identity),
      ],
      latent: .deterministic,
      decoder: [
        .dense(250, .sigmoid), .dense(500, .sigmoid), .dense(1000, .sigmoid),
        .dense(784, .identity),
      ]),
    training: TrainingConfiguration(
      epochs: 90, batchSize: 100, optimizer: .adam(Adam.Constants()), schedule: .cosine,
      pretraining: Pretraining(
        epochsPerLayer: 10, rule: ContrastiveDivergence.Rule(weightDecay: 2e-4))))

  static let deep30 = Preset(
    name: "deep-30",
    summary: "784-1000-500-250-30 of rectified units from random weights",
    source: "Hinton and Salakhutdinov (2006) without pre-training, as Martens (2010) has it",
    model: ModelConfiguration(
      encoder: [
        .dense(1000, .relu), .dense(500, .relu), .dense(250, .relu), .dense(30, .identity),
      ],
      latent: .deterministic,
      decoder: [
        .dense(250, .relu), .dense(500, .relu), .dense(1000, .relu), .dense(784, .identity),
      ]),
    training: TrainingConfiguration(
      epochs: 50, batchSize: 128, initialization: .heUniform,
      optimizer: .adam(Adam.Constants()), schedule: .cosine))
}
