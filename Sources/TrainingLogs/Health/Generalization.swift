/// How the loss on images that are not trained on goes, beside that on those that are.
public struct Generalization: Equatable, Sendable {
  /// What is to be said of it.
  public enum Verdict: Equatable, Sendable {
    /// It is infinite or none.
    case notFinite
    /// It is at its best, or so near that the rest is chance.
    case good
    /// It has risen from its best, and so has the loss that is trained on, or nothing is known of that.
    case worse
    /// It has risen from its best while the loss that is trained on fell.
    case overfitting
  }

  /// The newest value.
  public let last: CoursePoint
  /// The best finite one; the newest where none is finite.
  public let best: CoursePoint
  /// What is to be said.
  public let verdict: Verdict

  /// How far the newest is above the best.
  public var rise: Double { last.value - best.value }

  /// A rise by this share of the best value, two evaluations or more after it, is none by chance.
  private static let leastRise = 0.002

  /// Judges a course; nil where nothing was evaluated.
  ///
  /// - Parameters:
  ///   - test: losses of evaluations, in order.
  ///   - train: losses that were trained on, in order.
  public init?(test: [CoursePoint], train: [CoursePoint]) {
    let finite = test.filter(\.value.isFinite)
    guard let last = test.last, let best = finite.min(by: { $0.value < $1.value }) ?? test.last
    else { return nil }
    (self.last, self.best) = (last, best)
    guard last.value.isFinite else {
      verdict = .notFinite
      return
    }
    let isOld = test.count { $0.position > best.position } >= 2
    guard isOld, last.value - best.value > Self.leastRise * abs(best.value) else {
      verdict = .good
      return
    }
    let now = Self.mean(of: train, before: last, test)
    let then = Self.mean(of: train, before: best, test)
    verdict = now.flatMap { now in then.map { now < $0 } } ?? false ? .overfitting : .worse
  }

  /// The mean of the losses trained on between an evaluation and the one before.
  private static func mean(
    of train: [CoursePoint], before point: CoursePoint, _ test: [CoursePoint]
  ) -> Double? {
    let start = test.last { $0.position < point.position }?.position ?? -.infinity
    let values = train.filter { $0.position > start && $0.position <= point.position }.map(\.value)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
