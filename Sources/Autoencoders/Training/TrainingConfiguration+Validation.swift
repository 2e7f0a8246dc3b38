/// Why a model cannot be trained as a configuration says.
public enum TrainingConfigurationError: Error, Equatable {
  /// Epochs, images per batch, held-out images or codes per image that are none, or more than there ever are.
  case counts
  /// A rate below zero, or a schedule of epochs that are none.
  case rate
  /// Weights below zero.
  case weights
  /// An objective that asks for what the model does not have.
  case objective(ObjectiveError)
  /// A pre-training without epochs or Gibbs steps, or of other layers than dense ones that the decoder
  /// mirrors.
  case pretraining
  /// Patience that is none, or no held-out images to judge by.
  case earlyStopping
  /// A batch in parts that are no power of two, or more than `TrainingConfiguration.shardLimit`.
  case shards(Int)
  /// A batch in parts, and an objective that is of the batch as a whole.
  case shardsOfBatchMean(BatchMean)
  /// So many processes cannot share the parts of a batch: they are no power of two, or more than there are parts.
  case processes(Int, shards: Int)
  /// Training takes more bytes of memory than `limit`; nil where an integer does not count them.
  case memory(bytes: Int?, limit: Int)
}

extension TrainingConfiguration {
  /// Checks a configuration that came from a file.
  public func validate(for model: ModelConfiguration) throws(TrainingConfigurationError) {
    let counts = 1...1 << 30
    guard counts.contains(epochs), counts.contains(batchSize),
      (0...1 << 30).contains(validationImages ?? 0), (1...1 << 16).contains(objective.bound.samples)
    else { throw .counts }
    guard optimizer.rate >= 0, schedule.isPossible, (0...1).contains(latentStandardization) else {
      throw .rate
    }
    guard objective.weights.allSatisfy({ $0 >= 0 }) else { throw .weights }
    do { try objective.check(for: model) } catch { throw .objective(error) }
    try checkShards()
    try checkMemory(for: model)
    if let pretraining { try pretraining.validate(for: model) }
    if let earlyStopping {
      guard earlyStopping.patience > 0, earlyStopping.leastImprovement >= 0,
        (validationImages ?? 0) > 0
      else { throw .earlyStopping }
    }
  }
}

extension RateSchedule {
  fileprivate var isPossible: Bool {
    switch self {
    case .constant, .cosine, .burda: true
    case .step(let epochs, let factor): epochs > 0 && factor > 0
    case .warmUp(let epochs, let next): (1...1 << 30).contains(epochs) && next.isPossible
    }
  }
}

extension Objective {
  fileprivate var weights: [Double] {
    [klWeight, klConstraint?.nats ?? 0, penalty?.weight ?? 0]
  }
}

extension Pretraining {
  fileprivate func validate(for model: ModelConfiguration) throws(TrainingConfigurationError) {
    guard (1...1 << 20).contains(epochsPerLayer), rate >= 0, linearRate >= 0,
      (1...ContrastiveDivergence.Rule.stepLimit).contains(rule.steps), rule.weightDecay >= 0,
      model.hasMirroredLayers
    else { throw .pretraining }
  }
}
