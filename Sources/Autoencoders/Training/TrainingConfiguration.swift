/// How a model is trained.
public struct TrainingConfiguration: Equatable, Sendable {
  /// Passes over the training images.
  public var epochs: Int
  /// Images of a step; the last batch of an epoch holds what is left.
  public var batchSize: Int
  /// Parts that a batch is cut into, a power of two: gradients are summed within each, and these sums in pairs, so that
  /// as many processes can share the work and come to the same bits. They depend on this number as on the seed.
  public var shards: Int
  /// The random seed of the starting parameters, the order of images, and all noise.
  public var seed: UInt64
  /// The distribution of the starting weights.
  public var initialization: WeightInitialization
  /// The rule by which parameters move.
  public var optimizer: OptimizerConfiguration
  /// How the learning rate changes.
  public var schedule: RateSchedule
  /// The unit of the loss whose gradient the optimizer is given.
  public var gradientUnit: GradientUnit
  /// The loss that is minimized.
  public var objective: Objective
  /// The rate of `Autoencoder.standardizeLatent` after each step; zero for none.
  public var latentStandardization: Float
  /// Layer-wise training in the first of the epochs, before the objective; none when nil.
  public var pretraining: Pretraining?
  /// How many of the last training images are held out and evaluated after each epoch; none when nil.
  public var validationImages: Int?
  /// When to end before the last epoch, judged by the held-out images; never when nil.
  public var earlyStopping: EarlyStopping?

  /// A configuration; `validate(for:)` tells whether a model can be trained so.
  public init(
    epochs: Int, batchSize: Int = 100, shards: Int = 1, seed: UInt64 = 0,
    initialization: WeightInitialization = .glorotUniform,
    optimizer: OptimizerConfiguration = .adam(Adam.Constants()), schedule: RateSchedule = .constant,
    gradientUnit: GradientUnit = .image, objective: Objective = Objective(),
    latentStandardization: Float = 0, pretraining: Pretraining? = nil,
    validationImages: Int? = nil, earlyStopping: EarlyStopping? = nil
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.shards = shards
    self.seed = seed
    self.initialization = initialization
    self.optimizer = optimizer
    self.schedule = schedule
    self.gradientUnit = gradientUnit
    self.objective = objective
    self.latentStandardization = latentStandardization
    self.pretraining = pretraining
    self.validationImages = validationImages
    self.earlyStopping = earlyStopping
  }
}

/// Whether gradients are those of the loss of an image or of a pixel. It matters to optimizers that
/// are not indifferent to scale: SGD, and all that have an epsilon.
public enum GradientUnit: String, CaseIterable, Sendable {
  /// Of sums over pixels, in nats per image.
  case image
  /// Of means over pixels, as Keras has them.
  case pixel
}
