/// The losses of some training steps in a row, in nats per image: their mean, each step counting as much,
/// and the extremes of each part.
///
/// A line of a log and a bucket of a chart are of such steps, so that a run looks the same while it trains
/// and when it is opened again.
public struct StepLosses: Equatable, Sendable {
  /// The parts of a loss whose extremes are kept, which need not be of one step; nil where they are not
  /// known, as logs of earlier versions do not tell all.
  public struct Extremes: Equatable, Sendable {
    /// The whole objective.
    public var total: Double?
    /// The reconstruction and the KL term together, whatever the objective weighs them by.
    public var negativeELBO: Double?
    /// -log p(x | z).
    public var reconstruction: Double?
    /// KL(q(z | x) || p(z)).
    public var kl: Double?

    /// Nothing is known.
    public static let unknown = Extremes(nil)

    init(_ loss: LossTerms?) {
      total = loss?.total
      negativeELBO = loss?.negativeELBO
      reconstruction = loss?.reconstruction
      kl = loss?.kl
    }

    fileprivate mutating func combine(_ other: Extremes, by choose: (Double, Double) -> Double) {
      func combine(_ part: WritableKeyPath<Extremes, Double?>) {
        guard let own = self[keyPath: part], let next = other[keyPath: part] else {
          self[keyPath: part] = nil
          return
        }
        self[keyPath: part] = choose(own, next)
      }
      for part in [\Extremes.total, \.negativeELBO, \.reconstruction, \.kl] { combine(part) }
    }
  }

  package var average = LossAverage()
  /// The least of each part in any step.
  public package(set) var least: Extremes
  /// The greatest of each part in any step.
  public package(set) var greatest: Extremes

  /// How many steps there are.
  public var steps: Int { average.images }
  /// The mean over the steps.
  public var mean: LossTerms { average.mean }

  /// The same losses as they are read from a line of the log, which keeps the mean and not the sum.
  public var asLogged: StepLosses {
    StepLosses(mean: mean, steps: steps, least: least, greatest: greatest)
  }

  /// The loss of one step.
  public init(_ loss: LossTerms) {
    self.init(mean: loss, steps: 1, least: Extremes(loss), greatest: Extremes(loss))
  }

  /// The losses of `steps` steps, of which the mean and the extremes are known.
  package init(mean: LossTerms, steps: Int, least: Extremes, greatest: Extremes) {
    average.add(mean, images: steps)
    (self.least, self.greatest) = (least, greatest)
  }

  /// Adds the steps that come next.
  public mutating func add(_ next: StepLosses) {
    average.add(next.mean, images: next.steps)
    least.combine(next.least, by: min)
    greatest.combine(next.greatest, by: max)
  }
}
