package import Autoencoders

/// One thing that a card is about, and what it claims of it.
package struct ReproductionSubject: Sendable {
  /// A preset that is trained, or an experiment that gives its numbers itself.
  package enum Work: Sendable {
    case preset(Preset)
    case experiment(ReproductionExperiment)
  }

  /// The thing that is done.
  package let work: Work
  /// A setting of our own beside the one that the card asks about: what is asked of it does not count for
  /// the card.
  package let isOurs: Bool
  /// The numbers that are asked of it or shown.
  package let claims: [ReproductionClaim]

  /// The name of its preset or experiment.
  package var name: String {
    switch work {
    case .preset(let preset): preset.name
    case .experiment(let experiment): experiment.name
    }
  }

  /// The presets that are trained for it.
  package var presets: [Preset] {
    switch work {
    case .preset(let preset): [preset]
    case .experiment(let experiment): experiment.presets
    }
  }
}

extension ReproductionSubject {
  static func experiment(
    _ experiment: ReproductionExperiment, isOurs: Bool = false, _ claims: [ReproductionClaim]
  ) -> Self {
    Self(work: .experiment(experiment), isOurs: isOurs, claims: claims)
  }

  static func preset(
    _ name: String, isOurs: Bool = false, _ claims: [ReproductionClaim] = []
  ) -> Self {
    Self(work: .preset(.required(name)), isOurs: isOurs, claims: claims)
  }

  /// A preset that is changed under a name of its own.
  static func varied(
    _ name: String, as newName: String, isOurs: Bool = false,
    by change: (inout Preset) -> Void, _ claims: [ReproductionClaim] = []
  ) -> Self {
    let original = Preset.required(name)
    var preset = Preset(
      name: newName, summary: original.summary, source: original.source, model: original.model,
      training: original.training)
    change(&preset)
    return Self(work: .preset(preset), isOurs: isOurs, claims: claims)
  }
}

extension Preset {
  /// The preset of a name that must be one.
  static func required(_ name: String) -> Preset {
    guard let preset = named(name) else { preconditionFailure("no preset \(name)") }
    return preset
  }
}
