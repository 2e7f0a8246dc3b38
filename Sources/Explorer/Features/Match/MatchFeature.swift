internal import Foundation

/// A game: to move the code until its image is that of a test image's code.
public struct MatchFeature: Equatable, Sendable {
  /// The round that is played; nil for none.
  public private(set) var round: Round?
  /// The best score so far; nil before a round was won.
  public private(set) var best: Int?
  /// Rounds so far.
  private(set) var rounds = 0

  /// A round.
  public struct Round: Equatable, Sendable {
    /// Which it is, from 1.
    public let number: Int
    /// The place of the test image whose code is looked for.
    public let image: Int
    /// That code.
    public let code: [Float]
    /// The image that it decodes to; nil until it is decoded.
    public fileprivate(set) var target: [Float]?
    /// How far the decoded image was from the target at the beginning; nil until that is known.
    public fileprivate(set) var start: Double?
    /// How far it is now.
    public fileprivate(set) var distance: Double?
    /// Commands that moved the code.
    public fileprivate(set) var moves = 0

    /// It is matched: no eye tells the images apart.
    public var isWon: Bool { distance.map { $0 < MatchFeature.leastDistance } ?? false }

    /// Percent of the way that were gone, less one for ten moves; nil until the distance is known.
    public var score: Int? {
      guard let start, let distance, start > 0 else { return nil }
      return max(Int((100 * (1 - distance / start)).rounded()) - moves / 10, 0)
    }
  }

  /// Images closer than that are taken for the same.
  static let leastDistance = 0.03

  init() {}

  /// The root of the mean squared difference of the values of two images.
  static func distance(_ a: [Float], _ b: [Float]) -> Double {
    precondition(a.count == b.count, "images of \(a.count) and \(b.count) values")
    let sum = zip(a, b).reduce(0.0) { sum, pair in
      let difference = Double(pair.0) - Double(pair.1)
      return sum + difference * difference
    }
    return (sum / Double(max(a.count, 1))).squareRoot()
  }

  /// Begins a round.
  mutating func begin(image: Int, code: [Float]) {
    rounds += 1
    round = Round(number: rounds, image: image, code: code)
  }

  /// Ends the round, if there is one.
  mutating func abandon() { round = nil }

  /// Takes in the image that is looked for, and that of the code under the cursor.
  mutating func take(target: [Float], now decoded: [Float]?) {
    round?.target = target
    if let decoded { show(decoded) }
  }

  /// Counts a move.
  mutating func noteMove() { if round?.isWon == false { round?.moves += 1 } }

  /// Takes in the image of the code under the cursor.
  mutating func show(_ decoded: [Float]) {
    guard var round, !round.isWon, let target = round.target, target.count == decoded.count else {
      return
    }
    let distance = Self.distance(decoded, target)
    round.distance = distance
    round.start = round.start ?? distance
    self.round = round
    if round.isWon, let score = round.score { best = max(best ?? 0, score) }
  }
}
