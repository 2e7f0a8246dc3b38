package import Autoencoders

/// One experiment of the literature: what is done, and what should come out.
package struct ReproductionCard: Sendable {
  /// As in R1.
  package let name: String
  package let title: String
  package let subjects: [ReproductionSubject]
  package let claims: [Claim]

  /// Something that should come out of one of the subjects, on average over seeds.
  package struct Claim: Sendable {
    package let subject: String
    package let metric: ReproductionMetric
    package var bound = Bound.none
    /// A proposal that goes beyond what was published; a card passes without it.
    package var isStretch = false
    /// The number to compare with, and where it stands.
    package var published = "none"

    /// Something is asked of the number, which is else only shown.
    package var isAsked: Bool { bound != .none }
  }

  /// What the claims about one subject are about.
  package func metrics(of subject: String) -> [ReproductionMetric] {
    claims.filter { $0.subject == subject }.map(\.metric)
  }

  package enum Bound: Equatable, Sendable {
    case atMost(Double)
    case atLeast(Double)
    case within(Double, of: Double)
    /// Shown beside the others, asked nothing.
    case none

    /// Whether a number is on its side.
    package func holds(_ value: Double) -> Bool {
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
package enum ReproductionSubject: Sendable {
  case preset(Preset)
  case experiment(ReproductionExperiment)

  package var name: String {
    switch self {
    case .preset(let preset): preset.name
    case .experiment(let experiment): experiment.name
    }
  }

  /// What is trained for it.
  package var presets: [Preset] {
    switch self {
    case .preset(let preset): [preset]
    case .experiment(let experiment): experiment.presets
    }
  }
}
