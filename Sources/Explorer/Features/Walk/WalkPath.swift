internal import Autoencoders

/// A kind of path from mark to mark.
public enum WalkPath: CaseIterable, Sendable {
  /// In straight lines.
  case straight
  /// Along great circles, for codes of a Gaussian prior.
  case spherical
  /// The shortest way from code to code of the images, each a near one of the last.
  case alongData
  /// The way on which the decoded image changes least and most evenly.
  case geodesic

  /// Its name in the title of the strip.
  var name: String {
    switch self {
    case .straight: "straight"
    case .spherical: "spherical"
    case .alongData: "along the data"
    case .geodesic: "geodesic"
    }
  }

  /// The path where it is found at once; nil where that takes work beside the screen.
  func codes(through marks: [[Float]]) -> [[Float]]? {
    switch self {
    case .straight: Self.join(marks) { LatentPath.linear.codes(from: $0, to: $1, count: $2) }
    case .spherical: Self.join(marks) { LatentPath.spherical.codes(from: $0, to: $1, count: $2) }
    case .alongData, .geodesic: nil
    }
  }

  /// Steps of a path from one mark to the next.
  static let stepsPerLeg = 32

  /// The paths from mark to mark as one.
  static func join(
    _ marks: [[Float]], by leg: (_ start: [Float], _ end: [Float], _ count: Int) -> [[Float]]
  ) -> [[Float]] {
    zip(marks, marks.dropFirst()).reduce(into: Array(marks.prefix(1))) { path, ends in
      path += leg(ends.0, ends.1, stepsPerLeg + 1).dropFirst()
    }
  }
}
