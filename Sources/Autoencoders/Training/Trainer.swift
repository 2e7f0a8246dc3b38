public import ImageSets

/// One step as it was reported.
public struct StepReport: Equatable, Sendable {
  /// Steps completed, this one among them.
  public let step: Int
  /// Epochs completed, with the part of the current one.
  public let epoch: Double
  /// The batch's loss before the step, in nats per image.
  public let loss: LossTerms

  /// A report of step number `step`, counted from 1.
  public init(step: Int, epoch: Double, loss: LossTerms) {
    self.step = step
    self.epoch = epoch
    self.loss = loss
  }
}

/// Takes training steps. It knows no observer, file or clock.
public final class Trainer {
  /// How the model is trained.
  public let configuration: TrainingConfiguration
  /// The model as it is now.
  public let model: Autoencoder
  /// The training images.
  public let images: LabeledImages
  /// Where the run stands.
  public var position: TrainingPosition
  private(set) var optimizer: any Optimizer
  /// Pre-trains a layer, in the epochs that are for that.
  private(set) var contrastiveDivergence: ContrastiveDivergence?
  /// The batch where it is cut into shards.
  private(set) var shardedBatch: ShardedBatch?
  /// The lead over other processes that take every step too.
  package var lead: TrainingLead?
  let feed: ImageFeed
  /// What the latent is standardized by, of all images of a batch that is cut into shards.
  private(set) var latentStatistics: Matrix?
  private var order: EpochOrder

  /// A trainer of a model that there is already, its parameters as they are.
  ///
  /// - Parameters:
  ///   - configuration: how the model is trained.
  ///   - model: with room for a batch, or for as large a part of one as it should work on at once,
  ///     a multiple of four images.
  ///   - images: the images it is trained on.
  ///   - position: where training stands; at its beginning when not given.
  public init(
    _ configuration: TrainingConfiguration, model: Autoencoder, images: LabeledImages,
    position: TrainingPosition = TrainingPosition()
  ) {
    precondition(
      model.capacity >= configuration.batchSize || model.capacity % 4 == 0,
      "a model for \(model.capacity) images, batches of \(configuration.batchSize)")
    precondition(
      images.pixelsPerImage == model.configuration.pixelCount,
      "images of \(images.pixelsPerImage) pixels, a model for \(model.configuration.pixelCount)")
    self.configuration = configuration
    self.model = model
    self.images = images
    self.position = position
    optimizer = configuration.optimizer.makeOptimizer(count: model.parameters.count)
    feed = ImageFeed(images, for: model.configuration, capacity: configuration.batchSize)
    order = Self.order(configuration, images: images, epoch: position.epoch)
    enter(stage(epoch: position.epoch))
    if configuration.shards > 1 { deal(to: nil) }
  }

  /// A trainer of a fresh model, with room to evaluate it.
  public convenience init(
    _ configuration: TrainingConfiguration, of model: ModelConfiguration, images: LabeledImages,
    on engine: Engine = Engine()
  ) {
    let model = Autoencoder(
      model, initialization: configuration.initialization, seed: configuration.seed,
      capacity: model.capacity(for: max(configuration.batchSize, Evaluator.imagesAtOnce)),
      codesPerImage: configuration.objective.bound.samples, on: engine)
    self.init(configuration, model: model, images: images)
  }

  /// A trainer of a fresh model on an engine of its own with a thread for each core.
  ///
  /// - Throws: `ModelConfigurationError` or `TrainingConfigurationError` where a configuration is not
  ///   possible, or `EngineError`.
  public convenience init(
    _ configuration: TrainingConfiguration, of model: ModelConfiguration, images: LabeledImages
  ) throws {
    try model.validate()
    try configuration.validate(for: model)
    self.init(configuration, of: model, images: images, on: try Engine.oneThreadPerCore())
  }

  private static func order(
    _ configuration: TrainingConfiguration, images: LabeledImages, epoch: Int
  ) -> EpochOrder {
    EpochOrder(
      images: images.count, batchSize: configuration.batchSize, seed: configuration.seed,
      epoch: epoch)
  }

  /// Steps of an epoch.
  public var stepsPerEpoch: Int { order.batchCount }
  /// All epochs are completed.
  public var isFinished: Bool { position.epoch >= configuration.epochs }
  /// Every batch of the current epoch has been taken; `beginNextEpoch` comes next.
  public var isEpochComplete: Bool { position.batch == stepsPerEpoch }

  /// Epochs completed, with the part of the current one.
  public var epoch: Double {
    Double(position.epoch) + Double(position.batch) / Double(stepsPerEpoch)
  }

  /// Training images taken so far, each as often as it was.
  public var imagesTaken: Int {
    position.epoch * images.count + min(position.batch * configuration.batchSize, images.count)
  }

  /// Takes one step: forward, backward, update.
  ///
  /// - Throws: `DivergenceError` before the update, where the loss or a gradient is no finite number.
  public func step() throws(DivergenceError) -> StepReport {
    lead?.announceStep(of: self)
    let indices = order.batch(position.batch)
    let loss = shardedBatch.map { differentiate(indices, in: $0) } ?? differentiate(indices)
    if let divergence = divergence(of: loss) { throw error(divergence) }
    if position.firstLoss == nil { position.firstLoss = loss.total }
    optimizer.update(
      model.parameters, gradients: model.gradients, step: optimizerStep, rateFactor: rateFactor,
      on: model.engine)
    if configuration.latentStandardization > 0 {
      let lastSlice = (indices.count - 1) % model.capacity + 1
      let rows = shardedBatch == nil ? lastSlice : min(indices.count, model.capacity)
      model.standardizeLatent(rows: rows, rate: configuration.latentStandardization)
    }
    position.step += 1
    position.batch += 1
    position.average.add(loss, images: indices.count)
    return StepReport(step: position.step, epoch: epoch, loss: loss)
  }

  /// Takes all steps that are left.
  ///
  /// - Parameter epochEnded: told after each epoch how many there were so far, and the mean loss of the
  ///   last one's steps.
  public func finish(
    epochEnded: (_ epoch: Int, _ loss: LossTerms) -> Void = { _, _ in }
  ) throws(DivergenceError) {
    while !isFinished {
      _ = try step()
      guard isEpochComplete else { continue }
      let loss = position.average.mean
      beginNextEpoch()
      epochEnded(position.epoch, loss)
    }
  }

  /// A copy of the model as it is now, with its number of steps.
  public func snapshot() -> ModelSnapshot { model.snapshot(step: position.step) }

  /// Steps since the optimizer started afresh, the next one among them.
  private var optimizerStep: Int {
    position.step + 1 - (contrastiveDivergence == nil ? pretrainingEpochs * stepsPerEpoch : 0)
  }

  /// The learning rate of the next step.
  public var learningRate: Double {
    Double(stageRate * rateFactor)
  }

  /// The rate of the present stage's optimizer, before any factor.
  var stageRate: Float {
    (stage(epoch: position.epoch)?.optimizer ?? configuration.optimizer).rate
  }

  private var rateFactor: Float {
    guard contrastiveDivergence == nil else { return position.rateScale }
    let factor = configuration.schedule.factor(
      step: optimizerStep, stepsPerEpoch: stepsPerEpoch,
      epochs: configuration.epochs - pretrainingEpochs)
    return factor * position.rateScale
  }

  var gradientScale: Double {
    switch configuration.gradientUnit {
    case .image: 1
    case .pixel: 1 / Double(images.pixelsPerImage)
    }
  }

  /// The objective before its schedules, with the weights that were set by hand.
  public var unscheduledObjective: Objective {
    position.weights.replaced(in: configuration.objective)
  }

  /// The objective as its schedules have it in the next step.
  public var objective: Objective {
    unscheduledObjective.scheduled(epoch: Double(position.step) / Double(stepsPerEpoch))
  }

  /// Fills the model's gradients with those of the batch's mean loss, slice by slice.
  private func differentiate(_ indices: ArraySlice<UInt32>) -> LossTerms {
    let (seed, step) = (configuration.seed, UInt64(position.step))
    let batch = feed.load(indices, seed: seed, step: step, on: model.engine)
    if let contrastiveDivergence {
      return contrastiveDivergence.differentiate(batch.input, seed: seed, step: step)
    }
    let objective = objective
    var average = LossAverage()
    for first in stride(from: 0, to: indices.count, by: model.capacity) {
      let rows = first..<min(first + model.capacity, indices.count)
      let slice = batch.rows(rows)
      let loss = model.differentiate(
        slice.input, target: slice.target,
        noise: .drawn(seed: seed, stream: .posterior, step: step, firstRow: first),
        objective: objective, gradientScale: gradientScale / Double(indices.count),
        accumulating: first > 0)
      average.add(loss, images: rows.count)
    }
    return average.mean
  }

  /// Closes a complete epoch and shuffles for the next.
  public func beginNextEpoch() {
    precondition(isEpochComplete, "batch \(position.batch) of \(stepsPerEpoch)")
    contrastiveDivergence?.unroll()
    let stage = stage(epoch: position.epoch)
    position.epoch += 1
    position.batch = 0
    position.average = LossAverage()
    order = Self.order(configuration, images: images, epoch: position.epoch)
    let next = self.stage(epoch: position.epoch)
    if next != stage {
      position.firstLoss = nil
      enter(next)
    }
  }

  /// Cuts batches into the configured shards, and does those of this process.
  ///
  /// - Parameter group: the processes that work on them; this one alone when nil.
  func deal(to group: (any ProcessGroup)?) {
    shardedBatch = ShardedBatch(
      configuration.shards, gradients: model.gradients, among: group, on: model.engine)
    guard configuration.latentStandardization > 0, let own = model.latent.statistics(rows: 0) else {
      return
    }
    latentStatistics = Matrix(rows: configuration.batchSize, columns: own.columns)
  }

  /// Stands at `position` with a fresh optimizer; parameters and the optimizer's memory are left to the caller.
  func move(to position: TrainingPosition) {
    self.position = position
    order = Self.order(configuration, images: images, epoch: position.epoch)
    contrastiveDivergence = nil
    enter(stage(epoch: position.epoch))
  }
}

// MARK: - Pre-training

extension Trainer {
  private var pretrainingEpochs: Int {
    configuration.pretrainingEpochs(of: model.configuration.encoder)
  }

  /// The layer that `epoch`, counted from zero, trains by itself, its loss being that layer's on its own
  /// inputs; nil where all are trained, or there is but one.
  public func pretrainedLayer(epoch: Int) -> PretrainedLayer? {
    configuration.pretrainedLayer(epoch: epoch, of: model.configuration.encoder)
  }

  private func stage(epoch: Int) -> Pretraining.Stage? {
    configuration.pretraining?.stage(epoch: epoch, layers: model.configuration.encoder)
  }

  /// Starts pre-training a layer, or training them all.
  private func enter(_ stage: Pretraining.Stage?) {
    optimizer = (stage?.optimizer ?? configuration.optimizer)
      .makeOptimizer(count: model.parameters.count)
    let isSameLayer = contrastiveDivergence?.layer == stage?.layer
    guard let rule = configuration.pretraining?.rule, let stage, !isSameLayer else {
      if stage == nil { contrastiveDivergence = nil }
      return
    }
    contrastiveDivergence = ContrastiveDivergence(
      rule, of: model, layer: stage.layer, batchSize: configuration.batchSize)
  }
}
