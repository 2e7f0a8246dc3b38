/// How the weight of the KL term changes over a run, as a factor of the weight it ends with.
public enum KLSchedule: Equatable, Sendable {
  /// Its full weight throughout.
  case constant
  /// A straight line from zero to one over the first epochs (Bowman et al. 2016).
  case warmUp(epochs: Int)
  /// Every `epochs` epochs anew: a straight line from zero to one over the first half, then one (Fu et
  /// al. 2019).
  case cyclic(epochs: Int)

  /// The factor after `epoch` epochs, a fraction included.
  public func factor(epoch: Double) -> Double {
    switch self {
    case .constant: 1
    case .warmUp(let epochs): min(1, epoch / Double(max(epochs, 1)))
    case .cyclic(let epochs):
      min(1, 2 * (epoch / Double(max(epochs, 1))).truncatingRemainder(dividingBy: 1))
    }
  }

  /// How many epochs it takes until the weight is first what it ends with.
  public var epochsToFullWeight: Int {
    switch self {
    case .constant: 0
    case .warmUp(let epochs): epochs
    case .cyclic(let epochs): (epochs + 1) / 2
    }
  }

  /// The schedule in a few words; nil where the weight is constant.
  public var summary: String? {
    switch self {
    case .constant: nil
    case .warmUp(let epochs): "rising from 0 over \(epochs) epochs"
    case .cyclic(let epochs): "rising from 0 every \(epochs) epochs"
    }
  }
}
