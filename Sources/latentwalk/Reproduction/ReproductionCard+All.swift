internal import Autoencoders

extension ReproductionCard {
  static let all: [ReproductionCard] = [
    simpleAdam, simpleAdadelta, deep, convolutional, denoising, corrected, pytorch, retrieval,
  ]

  static func named(_ name: String) -> ReproductionCard? {
    all.first { $0.name.lowercased() == name.lowercased() }
  }

  private static let simpleAdam = ReproductionCard(
    name: "R1", title: "simple autoencoder, Adam", recipes: presets("simple"),
    claims: [
      Claim(
        recipe: "simple", metric: .crossEntropy, bound: .atMost(0.0935),
        published: "about 0.09 (seed 000)"),
      Claim(
        recipe: "simple", metric: .crossEntropy, bound: .atMost(0.0920), isStretch: true,
        published: "0.1175, PCA of 32 components"),
    ])

  private static let simpleAdadelta = ReproductionCard(
    name: "R2", title: "simple autoencoder, Adadelta of three Keras versions",
    recipes: presets("simple-adadelta") + [
      simple("simple-adadelta-1e-6", Adadelta.Constants(epsilon: 1e-6)),
      simple("simple-adadelta-1e-7", Adadelta.Constants(epsilon: 1e-7)),
      simple("simple-adadelta-rate", Adadelta.Constants(rate: 1e-3, epsilon: 1e-7)),
    ],
    claims: [
      Claim(
        recipe: "simple-adadelta", metric: .crossEntropy, bound: .within(0.002, of: 0.102),
        published: "0.1022 (seed 002)"),
      Claim(
        recipe: "simple-adadelta", metric: .codeMean, bound: .within(1, of: 7.52), isStretch: true,
        published: "7.52 (seed 002)"),
    ])

  private static let deep = ReproductionCard(
    name: "R4", title: "deep autoencoder with a code of 32",
    recipes: presets("deep-adadelta", "deep"),
    claims: [
      Claim(
        recipe: "deep-adadelta", metric: .crossEntropy, bound: .atMost(0.102),
        published: "0.1020 (seed 002)"),
      Claim(
        recipe: "deep", metric: .crossEntropy, bound: .atMost(0.088), isStretch: true,
        published: "about 0.097 (Keras blog, 2016)"),
    ])

  private static let convolutional = ReproductionCard(
    name: "R8", title: "convolutional autoencoder", recipes: presets("conv-adadelta", "conv"),
    claims: [
      Claim(
        recipe: "conv-adadelta", metric: .crossEntropy, bound: .atMost(0.0985),
        published: "0.0981 (seed 002)"),
      Claim(
        recipe: "conv", metric: .crossEntropy, bound: .atMost(0.092), isStretch: true,
        published: "0.094 (Keras blog, 2016)"),
    ])

  private static let denoising = ReproductionCard(
    name: "R9", title: "convolutional denoiser, noise of 0.5",
    recipes: presets("denoise-adadelta", "denoise"),
    claims: [
      Claim(
        recipe: "denoise-adadelta", metric: .crossEntropy, bound: .atMost(0.0945),
        published: "0.0938 (seed 002)"),
      Claim(
        recipe: "denoise-adadelta", metric: .peakSignalToNoise, bound: .atLeast(19.57),
        published: "17.57, a linear denoiser"),
      Claim(
        recipe: "denoise", metric: .crossEntropy, bound: .atMost(0.0925), isStretch: true,
        published: "0.0938 (seed 002)"),
    ])

  private static let corrected = ReproductionCard(
    name: "R11", title: "2-D VAE with the log-variance corrected",
    recipes: presets("vae", "vae-wide"),
    claims: [
      Claim(
        recipe: "vae", metric: .negativeELBO, bound: .atMost(152),
        published: "146.95 on its training images (keras-io, convolutional)"),
      Claim(
        recipe: "vae", metric: .momentGap, bound: .atMost(0.05), published: "0 where converged"),
      Claim(
        recipe: "vae-wide", metric: .negativeELBO, bound: .atMost(145), isStretch: true,
        published: "146.95 on its training images (keras-io, convolutional)"),
    ])

  private static let pytorch = ReproductionCard(
    name: "R13", title: "PyTorch's example VAE",
    recipes: presets("vae-pytorch") + [longer("vae-pytorch", epochs: 100)],
    claims: [
      Claim(
        recipe: "vae-pytorch", metric: .negativeELBO, bound: .atMost(107),
        published: "none; the example prints only"),
      Claim(
        recipe: "vae-pytorch-100", metric: .negativeELBO, bound: .atMost(100), isStretch: true,
        published: "none"),
    ])

  private static let retrieval = ReproductionCard(
    name: "R19", title: "codes that keep classes apart", recipes: presets("ae", "deep", "vae-wide"),
    claims: [
      Claim(
        recipe: "ae", metric: .neighborAccuracy, bound: .atLeast(0.80),
        published: "0.412, PCA of 2 components"),
      Claim(
        recipe: "deep", metric: .neighborAccuracy, bound: .atLeast(0.965),
        published: "0.967, PCA of 32 components, 2000 test images"),
      Claim(
        recipe: "vae-wide", metric: .neighborAccuracy, bound: .atLeast(0.80), isStretch: true,
        published: "0.412, PCA of 2 components"),
    ])

  private static func presets(_ names: String...) -> [Recipe] {
    names.map { name in
      guard let recipe = Recipe.named(name) else { preconditionFailure("no preset \(name)") }
      return recipe
    }
  }

  private static func simple(_ name: String, _ constants: Adadelta.Constants) -> Recipe {
    let recipe = presets("simple-adadelta")[0]
    var training = recipe.training
    training.optimizer = .adadelta(constants)
    return Recipe(
      name: name, summary: recipe.summary, source: recipe.source, model: recipe.model,
      training: training)
  }

  private static func longer(_ name: String, epochs: Int) -> Recipe {
    let recipe = presets(name)[0]
    var training = recipe.training
    training.epochs = epochs
    return Recipe(
      name: "\(name)-\(epochs)", summary: recipe.summary, source: recipe.source,
      model: recipe.model, training: training)
  }
}
