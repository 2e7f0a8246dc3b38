internal import Autoencoders
internal import TerminalUI
internal import TrainingLogs

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
    [latents, generalization, course, plateau, units, divergences].compactMap(\.self)
  }

  private static func part(of session: SessionSnapshot) -> LossPart {
    session.isVariational ? .negativeELBO : .reconstruction
  }

  private var part: LossPart { Self.part(of: session) }

  // MARK: Collapse

  private var latents: HealthFinding? {
    let kl = session.klPerDimension
    guard let least = kl.min(), let place = kl.firstIndex(of: least) else { return nil }
    let collapsed = LatentCollapse(kl: kl).collapsed
    guard !collapsed.isEmpty else {
      return HealthFinding(
        isGood: true,
        text: "no collapse: least KL of a latent \(rate(least, decimals: 3)) nats (z\(place + 1))")
    }
    let names = collapsed.prefix(4).map { "z\($0 + 1) \(rate(kl[$0], decimals: 3))" }
    let more = collapsed.count > 4 ? ", ..." : ""
    return HealthFinding(
      isGood: false,
      text: "\(collapsed.count) of \(kl.count) latents collapsed: KL below "
        + "\(LatentCollapse.leastKL) nats (\(names.joined(separator: ", "))\(more))")
  }

  // MARK: Overfitting

  private var test: [CoursePoint] {
    session.history.test.compactMap { point in
      part.value(ofTest: point.loss).map { CoursePoint(position: point.epoch, value: $0) }
    }
  }

  private var train: [CoursePoint] {
    session.history.train.compactMap { bucket in
      part.spread(of: bucket).map { CoursePoint(position: bucket.epoch, value: $0.mean) }
    }
  }

  private var generalization: HealthFinding? {
    guard let judged = Generalization(test: test, train: train) else { return nil }
    let (last, best) = (judged.last, judged.best)
    switch judged.verdict {
    case .notFinite:
      return HealthFinding(
        isGood: false,
        text: "test \(name) is \(text(last.value)) at epoch \(epochText(last.position))")
    case .good:
      return HealthFinding(
        isGood: true,
        text: "no overfitting: best test \(name) \(text(best.value)) at epoch "
          + "\(epochText(best.position)), now \(text(last.value))")
    case .worse, .overfitting:
      return HealthFinding(
        isGood: false,
        text: "\(judged.verdict == .overfitting ? "overfitting" : "getting worse"): test \(name) "
          + "\(text(last.value)), \(text(judged.rise)) above its best at epoch "
          + epochText(best.position))
    }
  }

  // MARK: Divergence

  private var course: HealthFinding? {
    guard let judged = LossCourse(train: train) else { return nil }
    let (last, least) = (judged.last, judged.least)
    guard judged.isDiverging else {
      guard divergences == nil else { return nil }
      return HealthFinding(
        isGood: true,
        text: "no divergence: train \(name) \(text(last.value)), least \(text(least.value))")
    }
    return HealthFinding(
      isGood: false,
      text: "diverging: train \(name) \(text(last.value)), was \(text(least.value)) at epoch "
        + epochText((least.position * 10).rounded() / 10))
  }

  // MARK: Plateau

  private var plateau: HealthFinding? {
    guard session.phase.isTraining, let judged = LossCourse(train: train), judged.isFlat else {
      return nil
    }
    return HealthFinding(
      isGood: false,
      text: "plateau: train \(name) \(text(judged.last.value)) has not fallen by a thousandth "
        + "for half of the run")
  }

  // MARK: Dead units

  private var units: HealthFinding? {
    guard let found = session.deadUnits else { return nil }
    let share = "\(grouped(found.dead)) of \(grouped(found.units)) rectified units"
    guard found.dead > 0 else {
      return HealthFinding(
        isGood: true,
        text: "no dead units: each of \(grouped(found.units)) rectified ones gives something for "
          + "\(grouped(found.images)) test images")
    }
    return HealthFinding(
      isGood: Double(found.dead) <= Self.fewDead * Double(found.units),
      text: "dead units: \(share) give zero for \(grouped(found.images)) test images")
  }

  /// A share of dead units that does no harm.
  private static let fewDead = 0.05

  private var divergences: HealthFinding? {
    guard let training = session.training else { return nil }
    return session.changes.last { $0.divergence != nil }
      .map { HealthFinding(isGood: false, text: "diverged: \($0.summary(of: training))") }
  }

  private func text(_ value: Double) -> String { number(value, decimals: 1, cells: 8) }
}
