/// A number of a training run that became infinite or none.
public struct Divergence: Equatable, Sendable {
  /// What the number is of.
  public enum Quantity: CaseIterable, Sendable {
    /// The loss of a batch.
    case loss
    /// The gradient of the batch's loss.
    case gradient
    /// The parameters themselves.
    case parameters
    /// The optimizer's memory of past gradients.
    case optimizerState
    /// The loss on the test images.
    case testLoss
    /// The loss on the held-out images.
    case validationLoss
  }

  /// Steps completed when it was found.
  public var step: Int
  /// Epochs completed then, with the part of the current one.
  public var epoch: Double
  /// What is no finite number.
  public var quantity: Quantity
  /// The tensor that it is in, of gradients, parameters and the optimizer's memory.
  public var tensor: String?

  /// A number that was found not to be finite.
  public init(step: Int, epoch: Double, quantity: Quantity, tensor: String? = nil) {
    self.step = step
    self.epoch = epoch
    self.quantity = quantity
    self.tensor = tensor
  }
}

/// Training came to numbers that are infinite or none.
public struct DivergenceError: Error, Equatable {
  /// What was found.
  public let divergence: Divergence
  /// How often training had gone back and halved its learning rate before.
  public let attempts: Int
  /// The learning rate, before its schedule, with which it diverged.
  public let learningRate: Double
}

/// A place where a run left the course that its configuration lays down: a mark in its log and in its
/// checkpoint, so that a resumed run takes the same course.
public struct CourseChange: Equatable, Sendable {
  /// Steps completed where the changed course begins.
  public var step: Int
  /// Epochs completed there.
  public var epoch: Double
  /// From here on the learning rate of the configuration is multiplied by this.
  public var rateScale: Float
  /// From here on the objective has these weights in place of its own.
  public var weights: ObjectiveWeights
  /// Why the run went back to here; nil where a person asked for the change.
  public var divergence: Divergence?

  /// A change of the learning rate, or of the objective's weights.
  public init(
    step: Int, epoch: Double, rateScale: Float, weights: ObjectiveWeights = ObjectiveWeights(),
    divergence: Divergence? = nil
  ) {
    self.step = step
    self.epoch = epoch
    self.rateScale = rateScale
    self.weights = weights
    self.divergence = divergence
  }
}
