internal import Autoencoders

/// One experiment of the literature: what is done, and what should come out.
struct ReproductionCard: Sendable {
  let name: String
  let title: String
  let subjects: [ReproductionSubject]
  let claims: [Claim]

  /// Something that should come out of one of the subjects, on average over seeds.
  struct Claim: Sendable {
    let subject: String
    let metric: ReproductionMetric
    var bound = Bound.none
    /// A proposal that goes beyond what was published; a card passes without it.
    var isStretch = false
    /// The number to compare with, and where it stands.
    var published = "none"
  }

  /// What the claims about one subject are about.
  func metrics(of subject: String) -> [ReproductionMetric] {
    claims.filter { $0.subject == subject }.map(\.metric)
  }

  enum Bound: Equatable, Sendable {
    case atMost(Double)
    case atLeast(Double)
    case within(Double, of: Double)
    /// Shown beside the others, asked nothing.
    case none

    func holds(_ value: Double) -> Bool {
      switch self {
      case .atMost(let limit): value <= limit
      case .atLeast(let limit): value >= limit
      case .within(let distance, let center): abs(value - center) <= distance
      case .none: value.isFinite
      }
    }
  }
}

/// What a card is about: a preset that is trained, or an experiment that gives its numbers itself.
enum ReproductionSubject: Sendable {
  case preset(Preset)
  case experiment(ReproductionExperiment)

  var name: String {
    switch self {
    case .preset(let preset): preset.name
    case .experiment(let experiment): experiment.name
    }
  }

  /// What is trained for it.
  var presets: [Preset] {
    switch self {
    case .preset(let preset): [preset]
    case .experiment(let experiment): experiment.presets
    }
  }
}

/// An experiment that is more, or less, than training one model.
struct ReproductionExperiment: Sendable {
  let name: String
  /// Whose models it works with.
  var presets: [Preset] = []
  /// Gives each number by its metric's name.
  let run: @Sendable (ExperimentSetting) throws -> [String: Double]
}
