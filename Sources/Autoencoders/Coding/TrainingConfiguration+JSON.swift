extension TrainingConfiguration: JSONRecord {
  package static let blank = TrainingConfiguration(
    epochs: 1, batchSize: 1, optimizer: .sgd(rate: 0))
  package static let fields: [JSONField<TrainingConfiguration>] = [
    JSONField("epochs", \.epochs) { $0 > 0 },
    JSONField("batch_size", \.batchSize) { $0 > 0 },
    JSONField("seed", \.seed),
    JSONField("initialization", \.initialization),
    JSONField("optimizer", \.optimizer),
    JSONField("schedule", \.schedule),
    JSONField("gradient_unit", \.gradientUnit),
    JSONField("objective", \.objective),
    JSONField("latent_standardization", \.latentStandardization) { (0...1).contains($0) },
    JSONField("pretraining", \.pretraining),
    JSONField("validation_images", \.validationImages) { $0 >= 0 },
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
    JSONField("epochs_per_layer", \.epochsPerLayer) { $0 > 0 },
    JSONField("learning_rate", \.rate) { $0 >= 0 },
    JSONField("linear_learning_rate", \.linearRate) { $0 >= 0 },
    JSONField("momentum", \.momentum),
    JSONField("initial_momentum", \.initialMomentum),
    JSONField("initial_epochs", \.initialEpochs),
    JSONField("rule", \.rule),
  ]
}

extension ContrastiveDivergence.Rule: JSONKinds {
  package static let kinds: [JSONKind<ContrastiveDivergence.Rule>] = [
    JSONKind(
      "contrastive_divergence", JSONPart<Int>("steps") { $0 > 0 }, JSONPart<Bool>("persistent"),
      JSONPart<Float>("weight_decay") { $0 >= 0 },
      make: { ContrastiveDivergence.Rule(steps: $0, isPersistent: $1, weightDecay: $2) },
      take: { ($0.steps, $0.isPersistent, $0.weightDecay) })
  ]
}

extension EarlyStopping: JSONKinds {
  package static let kinds: [JSONKind<EarlyStopping>] = [
    JSONKind(
      "patience", JSONPart<Int>("epochs") { $0 > 0 },
      JSONPart<Double>("least_improvement") { $0 >= 0 },
      make: { EarlyStopping(patience: $0, leastImprovement: $1) },
      take: { ($0.patience, $0.leastImprovement) })
  ]
}
