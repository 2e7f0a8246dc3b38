/// A class, and its part of some codes or images.
public struct ClassShare: Equatable, Sendable {
  /// The class.
  public let label: UInt8
  /// From 0, excluded, to 1.
  public let share: Double

  /// A share that a class has.
  public init(label: UInt8, share: Double) {
    self.label = label
    self.share = share
  }

  /// How `labels` divide into classes, the greatest share first; of equals, the one that comes first in
  /// `labels`.
  static func shares(of labels: [UInt8]) -> [ClassShare] {
    var votes: [(label: UInt8, count: Int)] = []
    for label in labels {
      if let place = votes.firstIndex(where: { $0.label == label }) {
        votes[place].count += 1
      } else {
        votes.append((label, 1))
      }
    }
    // Sorting keeps the order of equals.
    return votes.sorted { $0.count > $1.count }.map {
      ClassShare(label: $0.label, share: Double($0.count) / Double(labels.count))
    }
  }
}
