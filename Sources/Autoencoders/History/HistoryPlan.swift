/// How much of a run's past its folder keeps.
public enum HistoryPlan: Equatable, Sendable {
  /// Nothing.
  case none
  /// At most so many epochs, three or more: the decoder of each to 8 bits a weight, and exact weights of a few.
  case atMost(Int)
  /// Every epoch with its exact weights.
  case all

  /// What is kept where nobody asks for more or less.
  public static let usual = HistoryPlan.atMost(64)

  /// How exact the weights of an epoch are.
  package enum Precision: String, CaseIterable, Sendable {
    /// As they are computed with, of the whole model.
    case exact
    /// To 8 bits, of the decoder.
    case rounded
  }

  /// Epochs whose exact weights are kept besides those of the run's last state: with those of `vae`, 50 epochs then
  /// take less than 20 MB.
  private static let exactEpochs = 5

  /// How an epoch is kept while `last` is the last there is; nil where it is not.
  package func precision(of epoch: Int, whenLastIs last: Int) -> Precision? {
    switch self {
    case .none: return nil
    case .all: return (1...max(last, 1)).contains(epoch) ? .exact : nil
    case .atMost(let count):
      guard EpochThinning(limit: count, keepsEnds: true).keeps(epoch, whenLastIs: last) else {
        return nil
      }
      let exact = EpochThinning(limit: min(Self.exactEpochs, count), keepsEnds: false)
      return exact.keeps(epoch, whenLastIs: last) ? .exact : .rounded
    }
  }
}

extension HistoryPlan {
  /// The word for it: `none`, `all` or the number of epochs.
  public var word: String {
    switch self {
    case .none: "none"
    case .atMost(let count): "\(count)"
    case .all: "all"
    }
  }

  /// The plan that a word stands for; nil where it stands for none.
  public init?(word: String) {
    switch word {
    case "none": self = .none
    case "all": self = .all
    default:
      guard let count = Int(word), Self.counts.contains(count) else { return nil }
      self = .atMost(count)
    }
  }

  private static let counts = 3...1_000_000
}
