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
  static func preset(_ name: String, epochs: Int) -> ReproductionSubject {
    let recipe = recipe(name)
    var training = recipe.training
    training.epochs = epochs
    return .recipe(
      Recipe(
        name: "\(name)-\(epochs)", summary: recipe.summary, source: recipe.source,
        model: recipe.model, training: training))
  }
}
