public import Autoencoders

/// The losses of a run so far, in bounded memory that loses no extreme: when it is full, neighbors
/// are merged, each keeping the least, the greatest and the mean of what it stands for.
///
/// It is made of the lines of the run's log, whether they are read from it or come about while the run is
/// watched, and so it is the same in both cases.
public struct LossHistory: Equatable, Sendable {
  /// What losses are of.
  public enum Subject: Equatable, Sendable {
    /// The whole model.
    case model
    /// A layer that is trained by itself, on its own inputs.
    case layer(PretrainedLayer)
    /// One after the other.
    case several

    init(_ layer: PretrainedLayer?) { self = layer.map(Subject.layer) ?? .model }
  }

  /// The losses of some steps in a row.
  public struct Bucket: Equatable, Sendable {
    /// Epochs completed at the last of the steps.
    public var epoch: Double
    /// The losses of the steps.
    public var losses: StepLosses
    /// What they are of.
    public var subject: Subject
    /// How many lines of the run's log the steps fill.
    fileprivate var lines = 1

    fileprivate mutating func merge(_ next: Bucket) {
      epoch = next.epoch
      losses.add(next.losses)
      lines += next.lines
      if next.subject != subject { subject = .several }
    }
  }

  /// An evaluation on test images.
  public struct TestPoint: Equatable, Sendable {
    /// Epochs completed.
    public var epoch: Double
    /// The loss in nats per image.
    public var loss: LossTerms
    /// KL of each latent in nats; empty where it is not known.
    public var klPerDimension: [Double] = []
  }

  /// Evaluations on test images, oldest first.
  public private(set) var test: [TestPoint] = []
  /// Buckets of whole lines.
  private var buckets: [Bucket] = []
  /// The line of the log that is not full.
  private var line: Bucket?
  private var linesPerBucket = 1
  private static let capacity = 1024

  /// A history without losses.
  public init() {}

  /// The history that a run's log tells.
  ///
  /// - Parameter layer: the layer that an epoch, counted from zero, trains by itself.
  public init(_ lines: [MetricsLine], layer: (Int) -> PretrainedLayer? = { _ in nil }) {
    for line in lines {
      switch line.split {
      case .train:
        let epoch = max(Int(line.epoch.rounded(.up)) - 1, 0)
        append(Bucket(epoch: line.epoch, losses: line.losses, subject: Subject(layer(epoch))))
      case .validation: break
      case .test:
        addTest(line.loss, epoch: line.epoch, klPerDimension: line.klPerDimension ?? [])
      }
    }
  }

  /// Training losses, oldest first.
  public var train: [Bucket] {
    guard let line else { return buckets }
    var train = buckets
    if let last = train.indices.last, train[last].lines < linesPerBucket {
      train[last].merge(line)
    } else {
      train.append(line)
    }
    return train
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { buckets.isEmpty && line == nil && test.isEmpty }

  /// Adds the loss of a training step.
  ///
  /// - Parameters:
  ///   - layer: the layer that the step trained by itself.
  ///   - endsLine: the step is the last of a line of the run's log.
  public mutating func add(
    _ report: StepReport, layer: PretrainedLayer? = nil, endsLine: Bool = true
  ) {
    let step = Bucket(
      epoch: report.epoch, losses: StepLosses(report.loss), subject: Subject(layer))
    if line == nil {
      line = step
    } else {
      line?.merge(step)
    }
    if endsLine { endLine() }
  }

  /// Closes the line of the log as it is.
  public mutating func endLine() {
    guard var ended = line else { return }
    line = nil
    (ended.losses, ended.lines) = (ended.losses.asLogged, 1)
    append(ended)
  }

  /// Adds an evaluation on test images.
  ///
  /// - Parameter klPerDimension: of each latent, in nats.
  public mutating func addTest(_ loss: LossTerms, epoch: Double, klPerDimension: [Double] = []) {
    test.append(TestPoint(epoch: epoch, loss: loss, klPerDimension: klPerDimension))
  }

  /// Forgets what came after `epoch`, from where the run took another course. A bucket that reaches beyond it
  /// goes as a whole.
  mutating func goBack(toEpoch epoch: Double) {
    line = nil
    buckets.removeAll { $0.epoch > epoch }
    test.removeAll { $0.epoch > epoch }
  }

  private mutating func append(_ line: Bucket) {
    if let last = buckets.indices.last, buckets[last].lines < linesPerBucket {
      buckets[last].merge(line)
    } else {
      if buckets.count == Self.capacity { mergePairs() }
      buckets.append(line)
    }
  }

  private mutating func mergePairs() {
    buckets = stride(from: 0, to: buckets.count, by: 2).map { index in
      var bucket = buckets[index]
      bucket.merge(buckets[index + 1])
      return bucket
    }
    linesPerBucket *= 2
  }
}
