internal import Autoencoders

extension ReproductionCard {
  static let all: [ReproductionCard] = [
    simpleAdam, simpleAdadelta, sparse, deep, stacked, boltzmann, contractive, convolutional,
    denoising, seedObjective, corrected, lowNoise, pytorch, meanField, flow, importanceWeighted,
    amortization, anomaly, retrieval, compression, estimators, optimizers,
  ]

  static func named(_ name: String) -> ReproductionCard? {
    all.first { $0.name.lowercased() == name.lowercased() }
  }

  /// A preset as a subject.
  static func preset(_ name: String) -> ReproductionSubject { .recipe(recipe(name)) }

  static func recipe(_ name: String) -> Recipe {
    guard let recipe = Recipe.named(name) else { preconditionFailure("no preset \(name)") }
    return recipe
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
    let recipe = recipe(name)
    var training = recipe.training
    change(&training)
    return .recipe(
      Recipe(
        name: newName, summary: recipe.summary, source: recipe.source, model: recipe.model,
        training: training))
  }
}
