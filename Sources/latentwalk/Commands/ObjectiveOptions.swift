internal import Autoencoders
internal import ProgramOptions

/// Options for every weight an objective has.
let objectiveOptions = [
  OptionSpec("--kl-weight", "B", "weight of the KL term, beta (the preset's)"),
  OptionSpec("--kl-warm-up", "N", "epochs over which that weight rises from 0 (the preset's)"),
  OptionSpec("--kl-cycle", "N", "epochs after which it starts again from 0 (the preset's)"),
  OptionSpec("--free-bits", "X", "nats of each latent's KL that cost nothing (the preset's)"),
  OptionSpec("--capacity", "X", "nats the KL is held to, with --kl-weight (the preset's)"),
  OptionSpec("--importance", "K", "codes an image in the importance-weighted bound (the preset's)"),
  OptionSpec("--estimator", "plain|dreg", "of that bound's gradient (plain)"),
  OptionSpec("--l1", "X", "nats an image for a unit of the code's sum of |code| (the preset's)"),
  OptionSpec("--activation", "X", "weight of the mean activations' KL from 0.05 (the preset's)"),
  OptionSpec("--contraction", "X", "weight of the squared norm of the Jacobian (the preset's)"),
]

extension Objective {
  /// Takes over what the options say about a model of `preset`.
  mutating func apply(_ arguments: Arguments, to model: ModelConfiguration, preset: String) throws {
    try refuse(
      ["--kl-weight", "--kl-warm-up", "--kl-cycle", "--free-bits", "--capacity", "--importance"],
      of: arguments, unless: model.isVariational, "\(preset) has no KL term")
    try refuse(
      ["--l1", "--activation", "--contraction"], of: arguments, unless: !model.isVariational,
      "\(preset) samples its codes")
    try applyKL(arguments)
    try applyBound(arguments)
    try applyPenalty(arguments)
    do { try check(for: model) } catch {
      let option = error.options.first(where: arguments.has) ?? error.options[0]
      throw UsageError.unused(option: option, reason: "\(preset): \(error.message)")
    }
  }

  private func refuse(
    _ options: [String], of arguments: Arguments, unless isUsed: Bool, _ reason: String
  ) throws {
    guard !isUsed, let option = options.first(where: arguments.has) else { return }
    throw UsageError.unused(option: option, reason: reason)
  }

  private mutating func applyKL(_ arguments: Arguments) throws {
    let epochs = 1...1_000_000
    if let weight = try arguments.nonNegative("--kl-weight") { klWeight = weight }
    if let count = try arguments.integer("--kl-warm-up", in: epochs) {
      klSchedule = .warmUp(epochs: count)
    }
    if let count = try arguments.integer("--kl-cycle", in: epochs) {
      guard !arguments.has("--kl-warm-up") else {
        throw UsageError.conflict(option: "--kl-cycle", other: "--kl-warm-up")
      }
      klSchedule = .cyclic(epochs: count)
    }
    if let nats = try arguments.nonNegative("--free-bits") { klConstraint = .freeBits(nats: nats) }
    if let nats = try arguments.nonNegative("--capacity") {
      guard !arguments.has("--free-bits") else {
        throw UsageError.conflict(option: "--capacity", other: "--free-bits")
      }
      klConstraint = .capacity(nats: nats, epochs: Self.capacityEpochs)
    }
    try refuse(
      ["--kl-warm-up", "--kl-cycle", "--free-bits", "--capacity"], of: arguments,
      unless: klWeight > 0, "the KL term weighs nothing")
  }

  /// Epochs over which a capacity given on the command line is reached.
  private static let capacityEpochs = 10

  private mutating func applyBound(_ arguments: Arguments) throws {
    let estimator = try arguments.choice(
      "--estimator",
      among: [("plain", EvidenceBound.Estimator.reparameterized), ("dreg", .doublyReparameterized)])
    if let samples = try arguments.integer("--importance", in: 1...1000) {
      bound = .importanceWeighted(samples: samples, estimator: estimator ?? .reparameterized)
    } else if let estimator {
      guard case .importanceWeighted(let samples, _) = bound else {
        throw UsageError.unused(option: "--estimator", reason: "the bound is the ELBO")
      }
      bound = .importanceWeighted(samples: samples, estimator: estimator)
    }
  }

  private mutating func applyPenalty(_ arguments: Arguments) throws {
    if let weight = try arguments.nonNegative("--l1") { penalty = .l1(weight: weight) }
    if let weight = try arguments.nonNegative("--activation") {
      penalty = .activation(weight: weight, target: 0.05)
    }
    if let weight = try arguments.nonNegative("--contraction") {
      penalty = .contraction(weight: weight)
    }
  }
}

extension ObjectiveError {
  /// The options by which such an objective is asked for.
  fileprivate var options: [String] {
    switch self {
    case .penaltyOfPosterior: ["--l1"]
    case .contractionOfLayers: ["--contraction"]
    case .activationOfUnits: ["--activation"]
    case .noPosterior, .notGaussian: ["--free-bits", "--importance"]
    case .constraintOfBound: ["--importance", "--free-bits", "--capacity"]
    }
  }
}
