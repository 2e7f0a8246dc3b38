/// What an `OnDataMeter` says of one code.
public struct OnDataReading: Equatable, Sendable {
  /// The rows of the nearest codes, nearest first.
  public let nearest: [Int]
  /// The mean distance to them.
  public let distance: Double
  /// The median of their own mean distances to their nearest others.
  public let typicalDistance: Double
  /// How the nearest codes divide into classes, the greatest share first and of equals the one that has the
  /// nearest code; empty where there are no classes.
  public let classShares: [ClassShare]

  /// min(1, typical distance / distance): 1 where the code lies among others as they lie among each other,
  /// towards 0 the farther it is from them.
  public var onData: Double {
    guard distance > 0 else { return distance == 0 ? 1 : 0 }
    let ratio = typicalDistance / distance
    return ratio.isFinite ? min(1, ratio) : 0
  }

  /// - Parameters:
  ///   - distances: to each of `nearest`.
  ///   - spacing: the mean distance of each of `nearest` to its own nearest others.
  ///   - nearest: the rows of the nearest codes, nearest first.
  ///   - labels: the class of each of `nearest`, or none.
  package init(distances: [Double], spacing: [Double], nearest: [Int], labels: [UInt8]) {
    self.nearest = nearest
    distance =
      distances.isEmpty ? 0 : distances.reduce(0, +) / Double(distances.count)
    typicalDistance = Self.median(spacing)
    classShares = ClassShare.shares(of: labels)
  }

  /// The value in the middle, or the mean of the two there.
  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
