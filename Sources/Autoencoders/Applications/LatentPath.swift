internal import Foundation

/// How to go from one code to another.
public enum LatentPath: String, CaseIterable, Sendable {
  /// In a straight line.
  case linear
  /// Along a great circle, with the length changing evenly (Shoemake 1985): where the prior is normal
  /// in many dimensions, a straight line leads through codes shorter than any the prior gives.
  case spherical

  /// `count` codes from `start` to `end`, both included; at least two.
  public func codes(from start: [Float], to end: [Float], count: Int) -> [[Float]] {
    precondition(start.count == end.count && count >= 2, "\(count) codes on a path")
    return (0..<count).map { code(from: start, to: end, at: Float($0) / Float(count - 1)) }
  }

  private func code(from start: [Float], to end: [Float], at position: Float) -> [Float] {
    let (a, b) = weights(from: start, to: end, at: position)
    return zip(start, end).map { a * $0 + b * $1 }
  }

  /// How much of each end is in the code at `position`, from 0 to 1.
  private func weights(
    from start: [Float], to end: [Float], at position: Float
  ) -> (start: Float, end: Float) {
    let lengths = (length(start), length(end))
    let product = zip(start, end).reduce(0) { $0 + $1.0 * $1.1 }
    let cosine = max(-1, min(1, product / (lengths.0 * lengths.1)))
    let angle = acos(cosine)
    // Parallel, opposite or zero codes lie on no one great circle.
    guard self == .spherical, lengths.0 > 0, lengths.1 > 0, sin(angle) > 1e-4 else {
      return (1 - position, position)
    }
    let size = lengths.0 + position * (lengths.1 - lengths.0)
    return (
      sin((1 - position) * angle) / sin(angle) * size / lengths.0,
      sin(position * angle) / sin(angle) * size / lengths.1
    )
  }

  private func length(_ code: [Float]) -> Float {
    code.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
