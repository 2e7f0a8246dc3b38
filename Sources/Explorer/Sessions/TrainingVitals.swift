public import Autoencoders

/// How training stands at a moment, besides its losses.
public struct TrainingVitals: Equatable, Sendable {
  /// The learning rate of the next step.
  public var learningRate: Double
  /// The objective as its schedules have it then.
  public var objective: Objective
  /// How large a step is; nil until one was measured.
  public var step: StepSize?
  /// Bytes of memory that the program holds; nil where the system does not tell.
  public var memory: Int?

  /// How training stands.
  public init(learningRate: Double, objective: Objective, step: StepSize?, memory: Int?) {
    self.learningRate = learningRate
    self.objective = objective
    self.step = step
    self.memory = memory
  }
}

/// How large one step of training was.
public struct StepSize: Equatable, Sendable {
  /// The Euclidean norm of the gradient of the batch's loss, in the unit that the optimizer is given.
  public var gradientNorm: Double
  /// The Euclidean norm of the change of all parameters over that of the parameters.
  public var updateRatio: Double

  /// A step's size.
  public init(gradientNorm: Double, updateRatio: Double) {
    self.gradientNorm = gradientNorm
    self.updateRatio = updateRatio
  }
}

/// Measures a step now and then: it takes a copy of the parameters before it.
struct StepMeter {
  /// Seconds between measurements.
  private static let interval = 2.0
  private var before: FloatBuffer?
  private var isNext = false
  private var next = 0.0

  /// The size of the step that was just taken; nil where it is not one to be measured.
  ///
  /// - Parameter seconds: what a clock shows.
  mutating func measure(_ model: Autoencoder, at seconds: Double) -> StepSize? {
    let (parameters, gradients) = (model.parameters, model.gradients)
    let all = 0..<parameters.count
    if isNext, let before {
      isNext = false
      next = seconds + Self.interval
      let change = parameters.sumOfSquaredDifferences(all, from: before).squareRoot()
      return StepSize(
        gradientNorm: gradients.sumOfSquares(all).squareRoot(),
        updateRatio: change / max(before.sumOfSquares(all).squareRoot(), 1e-30))
    }
    if seconds >= next {
      let before = before ?? FloatBuffer(count: parameters.count)
      before.copy(parameters)
      (self.before, isNext) = (before, true)
    }
    return nil
  }
}
