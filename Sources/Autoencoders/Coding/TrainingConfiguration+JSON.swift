extension TrainingConfiguration: JSONRecord {
  package static let blank = TrainingConfiguration(epochs: 50)
  package static let fields: [JSONField<TrainingConfiguration>] = [
    JSONField("epochs", \.epochs, .count),
    JSONField("batch_size", \.batchSize, .count),
    JSONField("shards", \.shards, usually: 1, .count),
    JSONField("seed", \.seed),
    JSONField("initialization", \.initialization),
    JSONField("optimizer", \.optimizer),
    JSONField("schedule", \.schedule),
    JSONField("gradient_unit", \.gradientUnit),
    JSONField("objective", \.objective),
    JSONField("latent_standardization", \.latentStandardization, .within(0...1)),
    JSONField("pretraining", \.pretraining),
    JSONField("validation_images", \.validationImages, .countOrNone),
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
    JSONField("epochs_per_layer", \.epochsPerLayer, .count, isRequired: true),
    JSONField("learning_rate", \.rate, .nonNegative),
    JSONField("linear_learning_rate", \.linearRate, .nonNegative),
    JSONField("momentum", \.momentum, .within(0...1)),
    JSONField("initial_momentum", \.initialMomentum, .within(0...1)),
    JSONField("initial_epochs", \.initialEpochs, .countOrNone),
    JSONField("rule", \.rule),
  ]
}

extension ContrastiveDivergence.Rule: JSONKinds {
  package static let kinds: [JSONKind<ContrastiveDivergence.Rule>] = [
    JSONKind(
      "contrastive_divergence",
      JSONPart<Int>("steps", .within(1...ContrastiveDivergence.Rule.stepLimit), default: 1),
      JSONPart<Bool>("persistent", default: false),
      JSONPart<Float>("weight_decay", .nonNegative, default: 0),
      make: { ContrastiveDivergence.Rule(steps: $0, isPersistent: $1, weightDecay: $2) },
      take: { ($0.steps, $0.isPersistent, $0.weightDecay) })
  ]
}

extension EarlyStopping: JSONKinds {
  package static let kinds: [JSONKind<EarlyStopping>] = [
    JSONKind(
      "patience", JSONPart<Int>("epochs", .count),
      JSONPart<Double>("least_improvement", .nonNegative, default: 0),
      make: { EarlyStopping(patience: $0, leastImprovement: $1) },
      take: { ($0.patience, $0.leastImprovement) })
  ]
}
