/// The file of an epoch in the folder of a run's history; its name tells what is in it.
public struct HistoryFile: Hashable, Sendable {
  /// Epochs completed.
  public let epoch: Int
  /// How exact the weights are.
  package let precision: HistoryPlan.Precision

  /// The folder within the run's.
  static let folder = "history"
  static let prefix = "epoch-"
  private static let ending = ".safetensors"
  private static let digits = 6

  init(epoch: Int, _ precision: HistoryPlan.Precision) {
    (self.epoch, self.precision) = (epoch, precision)
  }

  /// The file of a name; nil where it is none.
  init?(name: String) {
    guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.ending) else { return nil }
    let words = name.dropFirst(Self.prefix.count).dropLast(Self.ending.count).split(separator: ".")
    guard let number = words.first, number.count == Self.digits, let epoch = Int(number), epoch > 0
    else { return nil }
    switch words.dropFirst() {
    case []: self.init(epoch: epoch, .exact)
    case ["decoder"]: self.init(epoch: epoch, .rounded)
    default: return nil
    }
  }

  /// Whether all weights are kept as they were.
  public var isExact: Bool { precision == .exact }

  /// Its name in the folder of the history.
  var name: String {
    let number = String(epoch)
    let zeros = String(repeating: "0", count: max(Self.digits - number.count, 0))
    return Self.prefix + zeros + number + (isExact ? "" : ".decoder") + Self.ending
  }

  /// Its path from the run's folder. A folder less is open so: descriptors may be few.
  var path: String { "\(Self.folder)/\(name)" }

  /// Those of some names, in the order of their epochs; where an epoch has two, the exact one last.
  static func all(among names: [String]) -> [HistoryFile] {
    names.compactMap(HistoryFile.init).sorted {
      ($0.epoch, $0.isExact ? 1 : 0) < ($1.epoch, $1.isExact ? 1 : 0)
    }
  }
}
