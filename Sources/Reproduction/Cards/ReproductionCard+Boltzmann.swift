internal import Autoencoders
internal import Datasets
internal import FileFormats

extension ReproductionCard {
  static let stacked = ReproductionCard(
    name: "R5", title: "Hinton's code of 30, pre-trained and from random weights",
    subjects: [.experiment(principalComponents), preset("stacked"), preset("deep-30")],
    claims: [
      Claim(
        subject: "pca-30", metric: ReproductionMetric("squared error an image", decimals: 3),
        bound: .within(0.01, of: 13.866), published: "13.87 (Hinton 2006)"),
      Claim(
        subject: "stacked", metric: .squaredError, bound: .atMost(3),
        published: "3.00 (Hinton 2006)"
      ),
      Claim(
        subject: "deep-30", metric: .squaredError, bound: .atMost(2.5), isStretch: true,
        published: "3.00 (Hinton 2006)"),
    ])

  private static let principalComponents = ReproductionExperiment(name: "pca-30") { setting in
    let components = PrincipalComponents(of: setting.dataset.train, count: 30, on: setting.engine)
    return [
      "squared error an image": components.squaredError(
        of: setting.dataset.test, on: setting.engine)
    ]
  }

  static let boltzmann = ReproductionCard(
    name: "R6", title: "restricted Boltzmann machine", subjects: [preset("rbm")],
    claims: [
      Claim(
        subject: "rbm", metric: .pseudoLogLikelihood, bound: .atLeast(-65),
        published: "-62.76 (DeepLearningTutorials)")
    ])
}
