internal import Autoencoders
internal import ProgramOptions

extension OptionList {
  /// A weight, or another constant, of each part of an objective.
  static let objective = OptionList(
    .klWeight, .klWarmUp, .klCycle, .freeBits, .capacity, .importance, .estimator, .l1, .activation,
    .contraction)

  fileprivate static let kl = OptionList(
    .klWeight, .klWarmUp, .klCycle, .freeBits, .capacity, .importance, .estimator)
  /// Penalties on a code that is not sampled.
  static let penalties = OptionList(.l1, .activation, .contraction)
}

extension Option {
  fileprivate static var klWeight: Option<Double?> {
    Option<Double?>(
      "--kl-weight", .nonNegative("B"),
      help: "weight of the KL term, beta")
  }

  fileprivate static var klWarmUp: Option<Int?> {
    Option<Int?>(
      "--kl-warm-up", .integer(1...1_000_000),
      help: "epochs over which that weight rises from 0")
  }

  fileprivate static var klCycle: Option<Int?> {
    Option<Int?>(
      "--kl-cycle", .integer(1...1_000_000),
      help: "epochs after which it starts again from 0")
  }

  fileprivate static var freeBits: Option<Double?> {
    Option<Double?>(
      "--free-bits", .nonNegative(),
      help: "nats of each latent's KL that cost nothing")
  }

  fileprivate static var capacity: Option<Double?> {
    Option<Double?>(
      "--capacity", .nonNegative(),
      help: "nats that the KL is held to, with --kl-weight")
  }

  fileprivate static var importance: Option<Int?> {
    Option<Int?>(
      "--importance", .integer(1...1000, as: "K"),
      help: "codes per image in the importance-weighted bound")
  }

  fileprivate static var estimator: Option<EvidenceBound.Estimator?> {
    Option<EvidenceBound.Estimator?>(
      "--estimator",
      .choice([("plain", .reparameterized), ("dreg", .doublyReparameterized)]),
      help: "estimator of that bound's gradient")
  }

  fileprivate static var l1: Option<Double?> {
    Option<Double?>(
      "--l1", .nonNegative(),
      help: "weight of the code's L1 norm, in nats per image")
  }

  fileprivate static var activation: Option<Double?> {
    Option<Double?>(
      "--activation", .nonNegative(),
      help: "weight of the mean activations' KL from 0.05")
  }

  fileprivate static var contraction: Option<Double?> {
    Option<Double?>(
      "--contraction", .nonNegative(),
      help: "weight of the squared norm of the encoder's Jacobian")
  }
}

extension Objective {
  /// Takes over what the options say about a model of `preset`.
  mutating func apply(
    _ arguments: Arguments, to model: ModelConfiguration, preset: String
  ) throws(UsageError) {
    if model.isVariational {
      try arguments.refuse(.penalties, because: "\(preset) samples its codes")
    } else {
      try arguments.refuse(.kl, because: "\(preset) has no KL term")
    }
    try applyKL(arguments)
    try applyBound(arguments)
    try applyPenalty(arguments)
    do { try check(for: model) } catch {
      try arguments.refuse(error.options, because: "\(preset): \(error.message)")
      throw .unused(option: error.options.options[0].name, reason: "\(preset): \(error.message)")
    }
  }

  private mutating func applyKL(_ arguments: Arguments) throws(UsageError) {
    if let weight = arguments[.klWeight] { klWeight = weight }
    if let count = arguments[.klWarmUp] {
      try arguments.refuse(.klCycle, because: "--kl-warm-up sets how the weight rises")
      klSchedule = .warmUp(epochs: count)
    }
    if let count = arguments[.klCycle] { klSchedule = .cyclic(epochs: count) }
    if let nats = arguments[.freeBits] {
      try arguments.refuse(.capacity, because: "--free-bits sets what the KL is held to")
      klConstraint = .freeBits(nats: nats)
    }
    if let nats = arguments[.capacity] {
      klConstraint = .capacity(nats: nats, epochs: Self.capacityEpochs)
    }
    if klWeight == 0 {
      try arguments.refuse(
        .klWarmUp, .klCycle, .freeBits, .capacity, because: "the KL term weighs nothing")
    }
  }

  /// Epochs over which a capacity given on the command line is reached.
  private static let capacityEpochs = 10

  private mutating func applyBound(_ arguments: Arguments) throws(UsageError) {
    let estimator = arguments[.estimator]
    if let samples = arguments[.importance] {
      bound = .importanceWeighted(samples: samples, estimator: estimator ?? .reparameterized)
    } else if case .importanceWeighted(let samples, let own) = bound {
      bound = .importanceWeighted(samples: samples, estimator: estimator ?? own)
    } else {
      try arguments.refuse(.estimator, because: "the bound is the ELBO; add --importance")
    }
  }

  private mutating func applyPenalty(_ arguments: Arguments) throws(UsageError) {
    if let weight = arguments[.l1] {
      try arguments.refuse(.activation, .contraction, because: "--l1 is the penalty")
      penalty = .l1(weight: weight)
    }
    if let weight = arguments[.activation] {
      try arguments.refuse(.contraction, because: "--activation is the penalty")
      penalty = .activation(weight: weight, target: 0.05)
    }
    if let weight = arguments[.contraction] { penalty = .contraction(weight: weight) }
  }
}

extension ObjectiveError {
  /// The options by which such an objective is asked for.
  fileprivate var options: OptionList {
    switch self {
    case .penaltyOfPosterior: OptionList(.l1)
    case .contractionOfLayers: OptionList(.contraction)
    case .activationOfUnits: OptionList(.activation)
    case .noPosterior, .notGaussian: OptionList(.freeBits, .importance, .capacity)
    case .constraintOfBound: OptionList(.importance, .freeBits, .capacity)
    }
  }
}
