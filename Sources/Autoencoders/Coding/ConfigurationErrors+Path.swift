extension ModelConfigurationError {
  /// The place of what is wrong in the JSON of the configuration, as in `encoder[2]`.
  package var path: String {
    switch self {
    case .layer(_, let place): place
    case .noDecoder, .decoderOutput, .skipConnections: "decoder"
    case .imageSize: "image_height"
    case .imageChannels: "image_channels"
    case .latentDimensions: "latent.dimensions"
    case .flow: "latent.steps"
    case .posteriorNoise: "latent.noise"
    case .likelihood: "likelihood"
    case .corruption: "corruption"
    case .tiedLayers: "ties_weights"
    }
  }
}

extension TrainingConfigurationError {
  /// The place of what is wrong in the JSON of the configuration, as in `objective.penalty`.
  package var path: String {
    switch self {
    case .counts: "epochs"
    case .rate: "optimizer"
    case .weights: "objective"
    case .objective(let error): "objective.\(error.key)"
    case .pretraining: "pretraining"
    case .earlyStopping: "early_stopping"
    case .shards, .shardsOfBatchMean, .processes: "shards"
    case .memory: "batch_size"
    }
  }
}

extension ObjectiveError {
  fileprivate var key: String {
    switch self {
    case .penaltyOfPosterior, .contractionOfLayers, .activationOfUnits: "penalty"
    case .noPosterior, .notGaussian: "bound"
    case .constraintOfBound: "kl_constraint"
    }
  }
}
