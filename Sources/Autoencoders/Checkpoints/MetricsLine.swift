/// One line of `metrics.jsonl`: the losses of some training steps, or of held-out or test images.
///
/// Each line is a JSON object with the keys `step`, `epoch`, `split` (`train`, `validation` or `test`),
/// `reconstruction`, `kl`, `kl_weight`, `total` and `seconds`, and where they apply `adjustment`, of training lines
/// `steps`, `least` and `greatest` (objects of `total`, `negative_elbo`, `reconstruction` and `kl`),
/// `kl_per_dimension`, `images_per_second` and `wall_time`. Losses are in nats per image. Readers leave other keys alone.
public struct MetricsLine: Equatable, Sendable {
  /// The images that a line is about.
  public enum Split: CaseIterable, Sendable {
    /// Images that are trained on.
    case train
    /// Held-out images that early stopping judges by.
    case validation
    /// Images that are tested on.
    case test
  }

  /// Steps completed.
  public var step: Int
  /// Epochs completed, with the part of the current one.
  public var epoch: Double
  /// The images the loss is of.
  public var split: Split
  /// -log p(x | z).
  public var reconstruction: Double
  /// KL(q(z | x) || p(z)); zero for a deterministic code.
  public var kl: Double
  /// The weight of `kl` in `total`.
  public var klWeight: Double
  /// The penalties and constraints beyond reconstruction and weighted KL; nil where there are none.
  public var adjustment: Double?
  /// reconstruction + klWeight · kl + adjustment.
  public var total: Double
  /// How many steps a training line is of; nil in logs of version 1.
  public var steps: Int?
  /// The least of each part over the steps of a training line.
  public var least: StepLosses.Extremes?
  /// The greatest of each part over the steps of a training line.
  public var greatest: StepLosses.Extremes?
  /// KL of each latent, in nats; of held-out and test images.
  public var klPerDimension: [Double]?
  /// Training images per second over the epoch, evaluation not counted; of test images.
  public var imagesPerSecond: Double?
  /// Seconds of training so far.
  public var seconds: Double
  /// When the line was logged, in seconds since 1970; nil in logs that do not tell.
  public var wallTime: Double?

  init(
    _ loss: LossTerms, split: Split, step: Int, epoch: Double, seconds: Double
  ) {
    self.step = step
    self.epoch = epoch
    self.split = split
    reconstruction = loss.reconstruction
    kl = loss.kl
    klWeight = loss.klWeight
    adjustment = loss.adjustment == 0 ? nil : loss.adjustment
    total = loss.total
    self.seconds = seconds
  }

  init(_ losses: StepLosses, step: Int, epoch: Double, seconds: Double) {
    self.init(losses.mean, split: .train, step: step, epoch: epoch, seconds: seconds)
    (steps, least, greatest) = (losses.steps, losses.least, losses.greatest)
  }

  /// The losses of the steps of a training line; of one step where a log does not tell.
  public var losses: StepLosses {
    StepLosses(
      mean: loss, steps: steps ?? 1, least: completed(least), greatest: completed(greatest))
  }

  /// Extremes that a log of an earlier version did not name, where they follow from those it did.
  private func completed(_ extremes: StepLosses.Extremes?) -> StepLosses.Extremes {
    var extremes = extremes ?? .unknown
    guard extremes.negativeELBO == nil else { return extremes }
    if kl == 0, least?.kl == 0, greatest?.kl == 0 {
      extremes.negativeELBO = extremes.reconstruction
    } else if klWeight == 1, adjustment == nil {
      extremes.negativeELBO = extremes.total
    }
    return extremes
  }

  /// The parts of the loss.
  public var loss: LossTerms {
    LossTerms(
      reconstruction: reconstruction, kl: kl, klWeight: klWeight, adjustment: adjustment ?? 0)
  }

  /// Whether a run that stands at `position` has written this line.
  func isBefore(_ position: TrainingPosition) -> Bool {
    guard step == position.step, split != .train else { return step <= position.step }
    return epoch <= Double(position.epoch)
  }
}
