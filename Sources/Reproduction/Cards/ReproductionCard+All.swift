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
}
