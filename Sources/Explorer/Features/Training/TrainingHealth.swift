internal import Autoencoders
internal import TerminalUI

/// A judgment of a run's training, with the number that shows it.
public struct HealthFinding: Equatable, Sendable {
  /// Whether it is as it should be.
  public let isGood: Bool
  /// The judgment in words.
  public let text: String
}

/// Whether a run's training is well.
public struct TrainingHealth: Sendable {
  private let session: SessionSnapshot
  private let name: String

  /// - Parameter usesUnicode: whether the words may have more than ASCII.
  public init(_ session: SessionSnapshot, usesUnicode: Bool) {
    self.session = session
    name = LossNames(session, usesUnicode: usesUnicode).name(of: Self.part(of: session))
  }

  /// What is known so far: of latents, of test images, of the course of the loss.
  public var findings: [HealthFinding] {
    [latents, generalization, course, divergences].compactMap(\.self)
  }

  private static func part(of session: SessionSnapshot) -> LossPart {
    session.isVariational ? .negativeELBO : .reconstruction
  }

  private var part: LossPart { Self.part(of: session) }

  // MARK: Collapse

  /// A latent whose KL is less tells next to nothing of an image.
  static let leastKL = 0.01

  private var latents: HealthFinding? {
    let kl = session.klPerDimension
    guard let least = kl.min(), let place = kl.firstIndex(of: least) else { return nil }
    let collapsed = kl.indices.filter { kl[$0] < Self.leastKL }
    guard !collapsed.isEmpty else {
      return HealthFinding(
        isGood: true,
        text: "no collapse: least KL of a latent \(rate(least, decimals: 3)) nats (z\(place + 1))")
    }
    let names = collapsed.prefix(4).map { "z\($0 + 1) \(rate(kl[$0], decimals: 3))" }
    let more = collapsed.count > 4 ? ", ..." : ""
    return HealthFinding(
      isGood: false,
      text: "\(collapsed.count) of \(kl.count) latents collapsed: KL below \(Self.leastKL) nats "
        + "(\(names.joined(separator: ", "))\(more))")
  }

  // MARK: Overfitting

  private struct Point {
    let epoch: Double
    let value: Double
  }

  private var test: [Point] {
    session.history.test.compactMap { point in
      part.value(ofTest: point.loss).map { Point(epoch: point.epoch, value: $0) }
    }
  }

  private var train: [Point] {
    session.history.train.compactMap { bucket in
      part.spread(of: bucket).map { Point(epoch: bucket.epoch, value: $0.mean) }
    }
  }

  /// A rise by this share of the best value, two evaluations or more after it, is none by chance.
  private static let leastRise = 0.002

  private var generalization: HealthFinding? {
    let finite = test.filter(\.value.isFinite)
    guard let last = test.last, let best = finite.min(by: { $0.value < $1.value }) ?? test.last
    else { return nil }
    guard last.value.isFinite else {
      return HealthFinding(
        isGood: false,
        text: "test \(name) is \(text(last.value)) at epoch \(epochText(last.epoch))")
    }
    let rise = last.value - best.value
    let isOld = test.count { $0.epoch > best.epoch } >= 2
    guard isOld, rise > Self.leastRise * abs(best.value) else {
      return HealthFinding(
        isGood: true,
        text: "no overfitting: best test \(name) \(text(best.value)) at epoch "
          + "\(epochText(best.epoch)), now \(text(last.value))")
    }
    let means = (trainMean(of: last.epoch), trainMean(of: best.epoch))
    let falls = means.0.flatMap { now in means.1.map { now < $0 } } ?? false
    return HealthFinding(
      isGood: false,
      text: "\(falls ? "overfitting" : "getting worse"): test \(name) \(text(last.value)), "
        + "\(text(rise)) above its best at epoch \(epochText(best.epoch))")
  }

  /// The mean over the training losses of the epoch that ended at `epoch`.
  private func trainMean(of epoch: Double) -> Double? {
    let values = train.filter { $0.epoch > epoch - 1 && $0.epoch <= epoch }.map(\.value)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  // MARK: Divergence

  /// A training loss that is higher than its least by this share of it has come away from it.
  private static let greatestRise = 0.25
  /// So few means of steps say nothing.
  private static let fewPoints = 5

  private var course: HealthFinding? {
    let means = smoothed(train.map(\.value), weight: 0.5)
    guard means.count >= Self.fewPoints, let last = means.last,
      let least = means.indices.min(by: { means[$0] < means[$1] })
    else { return nil }
    let rise = last - means[least]
    guard !(rise <= Self.greatestRise * abs(means[least])) else {
      return HealthFinding(
        isGood: true,
        text: "no divergence: train \(name) \(text(last)), least \(text(means[least]))")
    }
    return HealthFinding(
      isGood: false,
      text: "diverging: train \(name) \(text(last)), was \(text(means[least])) at epoch "
        + epochText((train[least].epoch * 10).rounded() / 10))
  }

  private var divergences: HealthFinding? {
    let rate = session.training?.optimizer.rate ?? 1
    return session.changes.last { $0.divergence != nil }
      .map { HealthFinding(isGood: false, text: "diverged: \($0.summary(rate: rate))") }
  }

  private func text(_ value: Double) -> String { number(value, decimals: 1, cells: 8) }
}
