internal import Autoencoders
internal import ProgramOptions

extension OptionList {
  /// The way to train that a preset has.
  static let optimization = OptionList(.optimizer, .trainingRate, .schedule)
  /// What of it stays when a run is resumed.
  static let keptOptimization = OptionList(.optimizer, .schedule)
}

let optimizationHelp = """
  --optimizer is \(OptimizerConfiguration.named.map(\.name).joined(separator: ", ")), each with its
  framework's constants.

  --schedule is constant; cosine (to zero at the end); step:EPOCHS:FACTOR; burda
  (eight stages, 3280 epochs in all); or warm-up:N, a rate that rises over N epochs, with any other after
  it, as in warm-up:5:cosine.
  """

extension Option {
  fileprivate static var optimizer: Option<OptimizerConfiguration?> {
    Option<OptimizerConfiguration?>(
      "--optimizer",
      .choice(
        (OptimizerConfiguration.named + formerNames).map { ($0.name, $0.configuration) },
        as: "NAME"),
      help: "optimizer, one of the above")
  }

  static var trainingRate: Option<Float?> {
    Option<Float?>(
      "--learning-rate", .positive(),
      otherwise: "the preset's, the framework's with --optimizer, or the resumed run's",
      help: "learning rate; with --resume, from there on")
  }

  fileprivate static var schedule: Option<RateSchedule?> {
    Option<RateSchedule?>(
      "--schedule", .schedule, help: "how the rate changes, as above")
  }
}

/// Names that optimizers had before, which are accepted and not shown.
private let formerNames = OptimizerConfiguration.named.filter { $0.name == "rmsprop-centered" }
  .map { (name: "rmsprop-centred", configuration: $0.configuration) }

extension TrainingConfiguration {
  /// Takes over what the options say of optimizer, rate and schedule.
  mutating func applyOptimization(_ arguments: Arguments) {
    if let optimizer = arguments[.optimizer] { self.optimizer = optimizer }
    if let rate = arguments[.trainingRate] { optimizer.rate = rate }
    if let schedule = arguments[.schedule] { self.schedule = schedule }
  }
}

extension OptionValue<RateSchedule> {
  fileprivate static var schedule: Self {
    Self(
      "WHAT", expected: "one of constant, cosine, step:EPOCHS:FACTOR, burda, warm-up:EPOCHS"
    ) { RateSchedule($0.split(separator: ":")) }
  }
}

extension RateSchedule {
  /// The schedule that `words` spell, the parts of an option's value; nil where they spell none.
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
