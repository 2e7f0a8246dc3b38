internal import Autoencoders
internal import ProgramOptions

/// Options for the way to train that a preset has.
let optimizationOptions = [
  OptionSpec(
    "--optimizer", "NAME", "sgd, adam, adadelta, rmsprop or a kind of them (the preset's)"),
  OptionSpec(
    "--learning-rate", "X", "the optimizer's rate (the preset's, or that optimizer's own)"),
  OptionSpec("--schedule", "WHAT", "how the rate changes: constant, cosine ... (the preset's)"),
]

let optimizationHelp = """
  --optimizer is one of these, with its framework's constants:
    \(OptimizerConfiguration.named.prefix(6).map(\.name).joined(separator: ", ")),
    \(OptimizerConfiguration.named.dropFirst(6).map(\.name).joined(separator: ", ")).

  --schedule is constant; cosine (to zero at the end); step:N:F (times F every N epochs); burda
  (eight stages of 3280 epochs); or warm-up:N, a rate that rises over N epochs, with any other after
  it, as in warm-up:5:cosine.
  """

extension TrainingConfiguration {
  /// Takes over what the options say of optimizer, rate and schedule.
  mutating func applyOptimization(_ arguments: Arguments) throws(UsageError) {
    if let optimizer = try arguments.choice(
      "--optimizer", among: OptimizerConfiguration.named.map { ($0.name, $0.configuration) })
    {
      self.optimizer = optimizer
    }
    if let rate = try arguments.positive("--learning-rate") { optimizer.rate = rate }
    if let text = arguments.string("--schedule") {
      guard let schedule = RateSchedule(text.split(separator: ":")) else {
        throw .invalidValue(
          option: "--schedule", value: text,
          expected: "constant, cosine, step:EPOCHS:FACTOR, burda, warm-up:EPOCHS")
      }
      self.schedule = schedule
    }
  }
}

extension RateSchedule {
  /// What `words` say, the parts of an option's value; nil where they say nothing.
  fileprivate init?(_ words: [Substring]) {
    let epochs = words.dropFirst().first.flatMap { Int($0) }.flatMap {
      (1...1_000_000).contains($0) ? $0 : nil
    }
    switch (words.first, words.count, epochs) {
    case ("constant", 1, _): self = .constant
    case ("cosine", 1, _): self = .cosine
    case ("burda", 1, _): self = .burda
    case ("step", 3, let epochs?):
      guard let factor = Float(words[2]), factor > 0, factor.isFinite else { return nil }
      self = .step(epochs: epochs, factor: factor)
    case ("warm-up", 2, let epochs?): self = .warmUp(epochs: epochs, next: .constant)
    case ("warm-up", 3..., let epochs?):
      guard let next = RateSchedule(Array(words[2...])) else { return nil }
      self = .warmUp(epochs: epochs, next: next)
    default: return nil
    }
  }
}

extension Arguments {
  /// The corruption that the options ask for, over a model's own.
  func corruption(own: Corruption?) throws(UsageError) -> Corruption {
    let kinds = Corruption.Kind.allCases.map { ($0.rawValue, $0) }
    let kind = try choice("--corruption", among: kinds) ?? own?.kind ?? .gaussian
    let usual = own?.kind == kind ? own?.amount : nil
    let amount = try positive("--noise") ?? usual ?? kind.usualAmount
    guard kind == .gaussian || amount <= 1 else {
      throw .invalidValue(option: "--noise", value: "\(amount)", expected: "a share from 0 to 1")
    }
    return Corruption(kind, amount: amount)
  }
}
