/// What the file of a model says of the training behind it and of what came out: enough to know what one walks
/// without the run and without the data.
public struct ModelCard: Equatable, Sendable {
  /// The preset it started from.
  public var preset: String
  /// How it was trained.
  public var training: TrainingConfiguration
  /// The images it was trained and tested on.
  public var dataset: DatasetReference
  /// The kernels it was trained with.
  public var kernels: String
  /// The program that wrote the file, with its version.
  public var program: String
  /// Epochs behind the parameters.
  public var epochs: Double
  /// The precision of the parameters in the file.
  public var precision: ParameterPrecision
  /// What came out on the test images, with the parameters as the file has them.
  public var test: TestResult

  /// A card of a model that was trained as a run says.
  ///
  /// - Parameters:
  ///   - run: the run's settings.
  ///   - epochs: epochs behind the parameters.
  ///   - precision: the precision that the file is to have.
  ///   - test: what comes out with parameters of that precision.
  ///   - program: the program that writes the file, with its version.
  public init(
    of run: RunConfiguration, epochs: Double, precision: ParameterPrecision, test: TestResult,
    program: String
  ) {
    preset = run.preset
    training = run.training
    dataset = run.dataset
    kernels = run.kernels
    self.epochs = epochs
    self.precision = precision
    self.test = test
    self.program = program
  }
}

/// The losses of a model on test images, in nats per image.
public struct TestResult: Equatable, Sendable {
  /// How many images they are of.
  public var images: Int
  /// Codes drawn from each posterior; none for a deterministic code.
  public var samples: Int
  /// The parts of the loss, means over images and codes.
  public var loss: LossTerms
  /// Squared error of the decoded mean, summed over pixels, per image.
  public var squaredError: Double

  /// The result of an evaluation on test images.
  public init(_ evaluation: Evaluation) {
    images = evaluation.images
    samples = evaluation.samples
    loss = evaluation.loss
    squaredError = evaluation.squaredError
  }

  init(images: Int, samples: Int, loss: LossTerms, squaredError: Double) {
    self.images = images
    self.samples = samples
    self.loss = loss
    self.squaredError = squaredError
  }
}

extension RunConfiguration {
  /// The settings of the run that a card tells of.
  ///
  /// - Parameters:
  ///   - card: the card.
  ///   - model: the model that the card is of.
  public init(_ card: ModelCard, of model: ModelConfiguration) {
    self.init(
      preset: card.preset, model: model, training: card.training, dataset: card.dataset,
      kernels: card.kernels)
  }
}
