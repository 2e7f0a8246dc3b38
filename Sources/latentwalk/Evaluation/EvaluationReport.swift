internal import Autoencoders

/// The report of `eval`.
struct EvaluationReport: Encodable {
  /// The epoch of the run's history that the model is of; the saved model when nil.
  var epoch: Int?
  let dataset: String
  /// The classes whose images alone were seen; all when nil.
  var classes: [UInt8]?
  /// How gray pixels were made black or white, where they were.
  let binarization: String?
  /// The corruption of the images that the model read, if any.
  let corruption: String?
  let split = "test"
  let images: Int
  let units = "nats per image"
  let samples: Int
  let seed: UInt64
  let reconstruction: Double
  let reconstructionPerPixel: Double
  /// What that is a mean over, in the text.
  let valueName: String
  /// The least Bernoulli loss that gray pixels allow, and what the model adds to it.
  var reconstructionFloor: Double?
  var reconstructionExcess: Double?
  let squaredError: Double
  let meanSquaredError: Double
  let peakSignalToNoise: Double
  var structuralSimilarity: Double?
  let kl: Double?
  let klWeight: Double?
  let negativeELBO: Double?
  /// The loss that training minimizes, where that is neither the -ELBO nor a weighted sum of its parts.
  let objective: Double?
  let klPerDimension: [Double]?
  let squaredMeanPerDimension: [Double]
  let variancePerDimension: [Double]?
  let activeUnits: Int
  var importanceSamples: Int?
  var negativeLogLikelihood: Double?
  var informationImages: Int?
  var mutualInformation: Double?
  var marginalKL: Double?
  var neighbors: Int?
  var neighborAccuracy: Double?
  var probeAccuracy: Double?
  var baseline: BaselineComparison?

  enum CodingKeys: String, CodingKey {
    case epoch, dataset, classes, corruption, binarization, split, images, units, samples, seed,
      reconstruction
    case reconstructionPerPixel = "reconstruction_per_pixel"
    case reconstructionFloor = "reconstruction_floor"
    case reconstructionExcess = "reconstruction_excess"
    case squaredError = "squared_error"
    case meanSquaredError = "mse"
    case peakSignalToNoise = "psnr_db"
    case structuralSimilarity = "ssim"
    case kl
    case klWeight = "kl_weight"
    case negativeELBO = "negative_elbo"
    case objective
    case klPerDimension = "kl_per_dimension"
    case squaredMeanPerDimension = "squared_mean_per_dimension"
    case variancePerDimension = "variance_per_dimension"
    case activeUnits = "active_units"
    case importanceSamples = "importance_samples"
    case negativeLogLikelihood = "negative_log_likelihood"
    case informationImages = "mutual_information_images"
    case mutualInformation = "mutual_information"
    case marginalKL = "marginal_kl"
    case neighbors
    case neighborAccuracy = "neighbor_accuracy"
    case probeAccuracy = "probe_accuracy"
    case baseline
  }

  init(
    _ evaluation: Evaluation, of model: ModelConfiguration, dataset: String, seed: UInt64
  ) {
    let (isVariational, pixels) = (model.isVariational, model.pixelCount)
    valueName = model.imageShape.valueName
    binarization = model.binarization?.summary
    corruption = model.corruption?.summary
    self.dataset = dataset
    images = evaluation.images
    samples = evaluation.samples
    self.seed = seed
    reconstruction = evaluation.loss.reconstruction
    reconstructionPerPixel = evaluation.loss.reconstruction / Double(pixels)
    squaredError = evaluation.squaredError
    meanSquaredError = evaluation.squaredError / Double(pixels)
    peakSignalToNoise = evaluation.peakSignalToNoise(pixels: pixels)
    kl = isVariational ? evaluation.loss.kl : nil
    klWeight = isVariational ? evaluation.loss.klWeight : nil
    negativeELBO = isVariational ? evaluation.loss.negativeELBO : nil
    objective = evaluation.loss.adjustment == 0 ? nil : evaluation.loss.total
    klPerDimension = model.latent.isGaussian ? evaluation.klPerDimension : nil
    squaredMeanPerDimension = evaluation.squaredMean
    variancePerDimension = model.latent.isGaussian ? evaluation.variance : nil
    activeUnits = evaluation.activeUnits
  }

  func json(of stored: StoredModel) throws -> String {
    try jsonLine(self, of: JSONSubject(stored, dataset: dataset, units: units))
  }
}
