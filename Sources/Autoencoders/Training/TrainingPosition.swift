/// Where a training run stands; with the parameters and the optimizer's state, all that is needed to
/// go on as if it had never stopped.
public struct TrainingPosition: Equatable, Sendable {
  /// Epochs completed.
  public var epoch = 0
  /// Batches of the current epoch completed.
  public var batch = 0
  /// Steps completed in all.
  public var step = 0
  /// The losses of the current epoch's steps so far.
  package var average = LossAverage()
  /// Seconds spent training so far.
  public var seconds = 0.0
  /// The best epoch so far, which early stopping measures later ones by.
  public var best: BestEpoch?
  /// The loss of the first step, in nats per image, that later ones are compared with; of the first step since
  /// all layers, or the next one alone, are trained.
  public internal(set) var firstLoss: Double?
  /// Where the run left the course of its configuration, in the order in which it did.
  public internal(set) var changes: [CourseChange] = []

  /// The start of a run.
  public init() {}

  /// What the learning rate of the configuration is multiplied by.
  var rateScale: Float { changes.last?.rateScale ?? 1 }

  /// The weights of the objective that were set by hand.
  var weights: ObjectiveWeights { changes.last?.weights ?? ObjectiveWeights() }

  /// How often the run diverged since it was begun, or since a person last changed its course.
  var divergences: Int { changes.reversed().prefix { $0.divergence != nil }.count }

  /// How often a run that diverges goes on with half its learning rate.
  static let attempts = 3

  /// The run diverged so often that it was given up.
  var isGivenUp: Bool { divergences > Self.attempts }

  /// Whether training on so many images can stand here.
  func isPossible(images: Int, batchSize: Int) -> Bool {
    let stepsPerEpoch = EpochOrder.batchCount(images: images, batchSize: batchSize)
    guard stepsPerEpoch > 0, (0...stepsPerEpoch).contains(batch), step >= batch else {
      return false
    }
    let (epochs, rest) = (step - batch).quotientAndRemainder(dividingBy: stepsPerEpoch)
    return rest == 0 && epochs == epoch && average.images == min(batch * batchSize, images)
  }
}
