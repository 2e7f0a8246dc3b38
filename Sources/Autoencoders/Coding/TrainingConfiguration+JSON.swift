extension TrainingConfiguration: JSONRecord {
  package static let blank = TrainingConfiguration(
    epochs: 1, batchSize: 1, optimizer: .sgd(rate: 0))
  package static let fields: [JSONField<TrainingConfiguration>] = [
    JSONField("epochs", \.epochs, where: isCount),
    JSONField("batch_size", \.batchSize, where: isCount),
    JSONField("seed", \.seed),
    JSONField("initialization", \.initialization),
    JSONField("optimizer", \.optimizer),
    JSONField("schedule", \.schedule),
    JSONField("gradient_unit", \.gradientUnit),
    JSONField("objective", \.objective),
    JSONField("latent_standardization", \.latentStandardization) { (0...1).contains($0) },
    JSONField("pretraining", \.pretraining),
    JSONField("validation_images", \.validationImages, where: isCountOrNone),
    JSONField("early_stopping", \.earlyStopping),
  ]
}

extension WeightInitialization: JSONWord {
  package var word: String {
    switch self {
    case .glorotUniform: "glorot_uniform"
    case .heUniform: "he_uniform"
    }
  }
}

extension GradientUnit: JSONWord {
  package var word: String {
    switch self {
    case .image: "image"
    case .pixel: "pixel"
    }
  }
}

extension Pretraining: JSONRecord {
  package static let blank = Pretraining(epochsPerLayer: 1, rule: ContrastiveDivergence.Rule())
  package static let fields: [JSONField<Pretraining>] = [
    JSONField("epochs_per_layer", \.epochsPerLayer, where: isCount),
    JSONField("learning_rate", \.rate) { $0 >= 0 },
    JSONField("linear_learning_rate", \.linearRate) { $0 >= 0 },
    JSONField("momentum", \.momentum),
    JSONField("initial_momentum", \.initialMomentum),
    JSONField("initial_epochs", \.initialEpochs, where: isCountOrNone),
    JSONField("rule", \.rule),
  ]
}

extension ContrastiveDivergence.Rule: JSONKinds {
  package static let kinds: [JSONKind<ContrastiveDivergence.Rule>] = [
    JSONKind(
      "contrastive_divergence", JSONPart<Int>("steps", where: isCount),
      JSONPart<Bool>("persistent"),
      JSONPart<Float>("weight_decay") { $0 >= 0 },
      make: { ContrastiveDivergence.Rule(steps: $0, isPersistent: $1, weightDecay: $2) },
      take: { ($0.steps, $0.isPersistent, $0.weightDecay) })
  ]
}

extension EarlyStopping: JSONKinds {
  package static let kinds: [JSONKind<EarlyStopping>] = [
    JSONKind(
      "patience", JSONPart<Int>("epochs", where: isCount),
      JSONPart<Double>("least_improvement") { $0 >= 0 },
      make: { EarlyStopping(patience: $0, leastImprovement: $1) },
      take: { ($0.patience, $0.leastImprovement) })
  ]
}
