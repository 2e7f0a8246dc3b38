public import Autoencoders

/// The losses of a run so far, in bounded memory that loses no extreme: when it is full, neighbors
/// are merged, each keeping the least, the greatest and the mean of what it stands for.
public struct LossHistory: Equatable, Sendable {
  /// One part of the loss over some steps.
  public struct Spread: Equatable, Sendable {
    /// The mean over the steps.
    public var mean: Double
    /// The least of any step.
    public var min: Double
    /// The greatest of any step.
    public var max: Double

    init(_ value: Double) { (mean, min, max) = (value, value, value) }

    mutating func merge(_ other: Spread, weight: Double, otherWeight: Double) {
      mean = (mean * weight + other.mean * otherWeight) / (weight + otherWeight)
      min = Swift.min(min, other.min)
      max = Swift.max(max, other.max)
    }
  }

  /// The losses of some steps in a row, in nats per image.
  public struct Bucket: Equatable, Sendable {
    /// Epochs completed at the last of the steps.
    public var epoch: Double
    /// How many steps it stands for.
    public var steps: Int
    /// The whole objective.
    public var total: Spread
    /// The reconstruction loss.
    public var reconstruction: Spread
    /// The KL of the posterior from the prior.
    public var kl: Spread

    init(epoch: Double, loss: LossTerms) {
      self.epoch = epoch
      steps = 1
      total = Spread(loss.total)
      reconstruction = Spread(loss.reconstruction)
      kl = Spread(loss.kl)
    }

    /// Notes extremes that are known only part by part.
    mutating func widen(from least: LossTerms, to greatest: LossTerms) {
      for (part, path) in [
        (LossPart.total, \Bucket.total), (.reconstruction, \.reconstruction), (.kl, \.kl),
      ] {
        self[keyPath: path].min = Swift.min(self[keyPath: path].min, part.value(of: least))
        self[keyPath: path].max = Swift.max(self[keyPath: path].max, part.value(of: greatest))
      }
    }

    mutating func merge(_ next: Bucket) {
      let (weight, other) = (Double(steps), Double(next.steps))
      total.merge(next.total, weight: weight, otherWeight: other)
      reconstruction.merge(next.reconstruction, weight: weight, otherWeight: other)
      kl.merge(next.kl, weight: weight, otherWeight: other)
      epoch = next.epoch
      steps += next.steps
    }
  }

  /// An evaluation on test images.
  public struct TestPoint: Equatable, Sendable {
    /// Epochs completed.
    public var epoch: Double
    /// The loss in nats per image.
    public var loss: LossTerms
  }

  /// Training losses, oldest first.
  public private(set) var train: [Bucket] = []
  /// Evaluations on test images, oldest first.
  public private(set) var test: [TestPoint] = []
  private var stepsPerBucket = 1
  private static let capacity = 1024

  /// A history without losses.
  public init() {}

  /// The history that a run's log tells.
  public init(_ lines: [MetricsLine]) {
    for line in lines {
      switch line.split {
      case .train:
        var bucket = Bucket(epoch: line.epoch, loss: line.loss)
        if let least = line.least, let greatest = line.greatest {
          bucket.widen(from: least, to: greatest)
        }
        append(bucket)
      case .validation: break
      case .test: test.append(TestPoint(epoch: line.epoch, loss: line.loss))
      }
    }
  }

  /// Adds the loss of a training step.
  public mutating func add(_ report: StepReport) {
    append(Bucket(epoch: report.epoch, loss: report.loss))
  }

  /// Adds an evaluation on test images.
  public mutating func addTest(_ loss: LossTerms, epoch: Double) {
    test.append(TestPoint(epoch: epoch, loss: loss))
  }

  private mutating func append(_ bucket: Bucket) {
    if let last = train.indices.last, train[last].steps < stepsPerBucket {
      train[last].merge(bucket)
      return
    }
    if train.count == Self.capacity { mergePairs() }
    train.append(bucket)
  }

  private mutating func mergePairs() {
    train = stride(from: 0, to: train.count, by: 2).map { index in
      var bucket = train[index]
      bucket.merge(train[index + 1])
      return bucket
    }
    stepsPerBucket *= 2
  }
}

/// Which number of a loss a chart shows.
public enum LossPart: CaseIterable, Sendable {
  /// The objective, or one of its two parts.
  case total, reconstruction, kl

  /// The values of this part in a bucket.
  public func spread(of bucket: LossHistory.Bucket) -> LossHistory.Spread {
    switch self {
    case .total: bucket.total
    case .reconstruction: bucket.reconstruction
    case .kl: bucket.kl
    }
  }

  /// The value of this part of a loss.
  public func value(of loss: LossTerms) -> Double {
    switch self {
    case .total: loss.total
    case .reconstruction: loss.reconstruction
    case .kl: loss.kl
    }
  }
}

/// The exponential moving average of values, each step keeping `weight` of what was; freed of the pull
/// towards zero at its start, as Adam's means are. What is not finite passes through.
func smoothed(_ values: [Double], weight: Double) -> [Double] {
  guard weight > 0 else { return values }
  var average = 0.0
  var bias = 1.0
  return values.map { value in
    guard value.isFinite else { return value }
    average = weight * average + (1 - weight) * value
    bias *= weight
    return average / (1 - bias)
  }
}
