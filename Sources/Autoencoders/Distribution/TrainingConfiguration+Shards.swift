extension TrainingConfiguration {
  /// Parts of a batch at most.
  public static let shardLimit = 1024

  /// Checks that batches can be cut into the configured shards.
  ///
  /// - Throws: `TrainingConfigurationError.shards` or `.shardsOfBatchMean`.
  public func checkShards() throws(TrainingConfigurationError) {
    guard (1...Self.shardLimit).contains(shards), shards.nonzeroBitCount == 1 else {
      throw .shards(shards)
    }
    guard shards > 1, let mean = objective.batchMean else { return }
    throw .shardsOfBatchMean(mean)
  }
}

/// A mean over a batch that an objective is no linear function of, so that it is of the batch and not of its parts.
public enum BatchMean: CaseIterable, Sendable {
  /// The mean activation of each unit, in a penalty on it.
  case activation
  /// The mean KL of each latent, or of all, that a constraint holds.
  case divergence
}

extension Objective {
  fileprivate var batchMean: BatchMean? {
    if klConstraint != nil { return .divergence }
    if case .activation? = penalty { return .activation }
    return nil
  }
}
