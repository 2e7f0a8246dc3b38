internal import Autoencoders
internal import Datasets
internal import FileFormats

extension ReproductionCard {
  static let stacked = ReproductionCard(
    "R5", "Hinton's code of 30, pre-trained and from random weights",
    [
      .experiment(
        principalComponents,
        [.asked(componentsError, .within(0.01, of: 13.866), published: "13.87 (Hinton 2006)")]),
      .preset(
        "stacked", [.asked(.squaredError, .atMost(3), published: "3.00 (Hinton 2006)")]),
      .preset(
        "deep-30", isOurs: true,
        [
          .stretch(
            .squaredError, .atMost(2.5), published: "3.00 (Hinton 2006)",
            missed: Shortfall(
              reason: "50 epochs of Adam are too few from random weights",
              next: "200 epochs, or a second-order method as Martens (2010) has it"))
        ]),
    ])

  private static let componentsError = ReproductionMetric.ofExperiment(
    "squared error per image", decimals: 3)

  private static let principalComponents = ReproductionExperiment(name: "pca-30") { setting in
    let components = PrincipalComponents(of: setting.dataset.train, count: 30, on: setting.engine)
    return [
      componentsError: components.squaredError(of: setting.dataset.test, on: setting.engine)
    ]
  }

  static let boltzmann = ReproductionCard(
    "R6", "restricted Boltzmann machine",
    [
      .preset(
        "rbm",
        [
          .asked(
            .pseudoLogLikelihood, .atLeast(-65), published: "-62.76 (DeepLearningTutorials)")
        ])
    ])
}
