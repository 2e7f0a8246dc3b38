internal import Autoencoders
internal import Datasets

/// A linear method on the same images, fitted on the training images.
struct BaselineComparison: Encodable {
  /// `pca` or `ridge`.
  let method: String
  /// Components of the linear code, as many as the model's has, or as there are pixels.
  var components: Int?
  /// Summed over pixels, mean over test images, of linear reconstructions as they are.
  let squaredError: Double
  /// The model's squared error less this one: below zero, the model is better.
  let squaredErrorExcess: Double
  /// The same of reconstructions clipped to probabilities, where the model's pixels are such.
  var clippedSquaredError: Double?
  var clippedSquaredErrorExcess: Double?
  /// Bernoulli loss of the clipped reconstructions, in nats per image.
  var clippedReconstruction: Double?
  var clippedReconstructionExcess: Double?

  enum CodingKeys: String, CodingKey {
    case method, components
    case squaredError = "squared_error"
    case squaredErrorExcess = "squared_error_excess"
    case clippedSquaredError = "clipped_squared_error"
    case clippedSquaredErrorExcess = "clipped_squared_error_excess"
    case clippedReconstruction = "clipped_reconstruction"
    case clippedReconstructionExcess = "clipped_reconstruction_excess"
  }

  /// Ridge regression for a model that is fed noise, principal components for others.
  init(to evaluation: Evaluation, of model: Autoencoder, on dataset: Dataset, seed: UInt64) {
    let configuration = model.configuration
    if configuration.corruption == nil {
      self.init(componentsFor: evaluation, configuration, dataset, model.engine)
    } else {
      self.init(ridgeFor: evaluation, configuration, dataset, seed: seed, model.engine)
    }
  }

  private init(
    componentsFor evaluation: Evaluation, _ configuration: ModelConfiguration, _ dataset: Dataset,
    _ engine: Engine
  ) {
    let principal = PrincipalComponents(
      of: dataset.train, count: configuration.latentCount, on: engine)
    method = "pca"
    components = principal.axes.count
    squaredError = principal.squaredError(of: dataset.test, on: engine)
    squaredErrorExcess = evaluation.squaredError - squaredError
    guard configuration.likelihood == .bernoulli else { return }
    let clipped = principal.clippedLosses(of: dataset.test, on: engine)
    clippedSquaredError = clipped.squaredError
    clippedSquaredErrorExcess = evaluation.squaredError - clipped.squaredError
    clippedReconstruction = clipped.bernoulli
    clippedReconstructionExcess = evaluation.loss.reconstruction - clipped.bernoulli
  }

  private init(
    ridgeFor evaluation: Evaluation, _ configuration: ModelConfiguration, _ dataset: Dataset,
    seed: UInt64, _ engine: Engine
  ) {
    let ridge = RidgeRegression(of: dataset.train, as: configuration, seed: seed, on: engine)
    method = "ridge"
    squaredError = ridge.squaredError(
      of: dataset.test, as: configuration, seed: seed, on: engine)
    squaredErrorExcess = evaluation.squaredError - squaredError
  }
}
