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
  }

  /// The losses of some steps in a row.
  public struct Bucket: Equatable, Sendable {
    /// Epochs completed at the last of the steps.
    public var epoch: Double
    /// The losses of the steps.
    public var losses: StepLosses
    /// How many lines of the run's log the steps fill; the steps of a line that is not full are in the
    /// bucket, too.
    fileprivate var lines = 0

    fileprivate mutating func merge(_ next: Bucket) {
      epoch = next.epoch
      losses.add(next.losses)
      lines += next.lines
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
  private var linesPerBucket = 1
  private static let capacity = 1024

  /// A history without losses.
  public init() {}

  /// The history that a run's log tells.
  public init(_ lines: [MetricsLine]) {
    for line in lines {
      switch line.split {
      case .train:
        append(Bucket(epoch: line.epoch, losses: line.losses), endsLine: true)
      case .validation: break
      case .test: test.append(TestPoint(epoch: line.epoch, loss: line.loss))
      }
    }
  }

  /// Adds the loss of a training step.
  ///
  /// - Parameter endsLine: the step is the last of a line of the run's log.
  public mutating func add(_ report: StepReport, endsLine: Bool = true) {
    append(
      Bucket(epoch: report.epoch, losses: StepLosses(report.loss)), endsLine: endsLine)
  }

  /// Adds an evaluation on test images.
  public mutating func addTest(_ loss: LossTerms, epoch: Double) {
    test.append(TestPoint(epoch: epoch, loss: loss))
  }

  private mutating func append(_ bucket: Bucket, endsLine: Bool) {
    if let last = train.indices.last, train[last].lines < linesPerBucket {
      train[last].merge(bucket)
    } else {
      if train.count == Self.capacity { mergePairs() }
      train.append(bucket)
    }
    if endsLine { train[train.count - 1].lines += 1 }
  }

  private mutating func mergePairs() {
    train = stride(from: 0, to: train.count, by: 2).map { index in
      var bucket = train[index]
      bucket.merge(train[index + 1])
      return bucket
    }
    linesPerBucket *= 2
  }
}

/// Which number of a loss a chart shows.
public enum LossPart: CaseIterable, Sendable {
  /// The objective, or one of its two parts.
  case total, reconstruction, kl

  /// The values of this part in a bucket.
  public func spread(of bucket: LossHistory.Bucket) -> LossHistory.Spread {
    LossHistory.Spread(
      mean: value(of: bucket.losses.mean), min: value(of: bucket.losses.least),
      max: value(of: bucket.losses.greatest))
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

extension LossPart {
  private func value(of extremes: StepLosses.Extremes) -> Double {
    switch self {
    case .total: extremes.total
    case .reconstruction: extremes.reconstruction
    case .kl: extremes.kl
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
