internal import Autoencoders

extension ReproductionCard {
  /// All cards, in order.
  package static let all: [ReproductionCard] = [
    simpleAdam, simpleAdadelta, sparse, deep, stacked, boltzmann, contractive, convolutional,
    denoising, printedObjective, corrected, lowNoise, pytorch, meanField, flow, importanceWeighted,
    amortization, anomaly, retrieval, compression, estimators, optimizers,
  ]

  /// The card of a name, in capitals or not.
  package static func named(_ name: String) -> ReproductionCard? {
    all.first { $0.name.lowercased() == name.lowercased() }
  }

  /// A preset as a subject.
  static func preset(_ name: String) -> ReproductionSubject { .preset(requiredPreset(name)) }

  static func requiredPreset(_ name: String) -> Preset {
    guard let preset = Preset.named(name) else { preconditionFailure("no preset \(name)") }
    return preset
  }

  /// A preset trained for another number of epochs, which its new name ends with.
  static func preset(
    _ name: String, epochs: Int, schedule: RateSchedule = .constant
  ) -> ReproductionSubject {
    varied(name, as: "\(name)-\(epochs)") {
      $0.epochs = epochs
      $0.schedule = schedule
    }
  }

  /// A preset trained otherwise, under a name of its own.
  static func varied(
    _ name: String, as newName: String, _ change: (inout TrainingConfiguration) -> Void
  ) -> ReproductionSubject {
    let preset = requiredPreset(name)
    var training = preset.training
    change(&training)
    return .preset(
      Preset(
        name: newName, summary: preset.summary, source: preset.source, model: preset.model,
        training: training))
  }
}
