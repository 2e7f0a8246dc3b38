public import Autoencoders

/// A way through the space of codes that a person chose: from the mean of some codes to that of others.
public struct DirectionFeature: Equatable, Sendable {
  /// The codes that it is the difference of.
  public private(set) var ends: Ends?
  /// The way; nil where there is none, or no codes are on a side.
  public private(set) var direction: CodeDirection?
  /// The codes that were marked.
  public private(set) var marked = MarkedCodes()

  /// What a direction leads from, and to.
  public struct Ends: Equatable, Sendable {
    /// The codes that it begins at.
    public let start: CodeSet
    /// The codes that it leads to.
    public let end: CodeSet
  }

  init() {}

  /// Takes another direction; false where there are no codes on a side, so that it leads nowhere.
  mutating func choose(_ ends: Ends?, in map: LatentMap?) -> Bool {
    let found = Self.direction(ends, in: map, marked)
    guard ends == nil || found != nil else { return false }
    (self.ends, direction) = (ends, found)
    return true
  }

  /// Takes in other codes.
  mutating func follow(_ map: LatentMap?) { direction = Self.direction(ends, in: map, marked) }

  /// Puts an image's code into a set, or takes it out.
  mutating func toggle(_ image: Int, in set: MarkedSet, of map: LatentMap?) {
    marked.toggle(image, in: set)
    follow(map)
  }

  private static func direction(
    _ ends: Ends?, in map: LatentMap?, _ marked: MarkedCodes
  ) -> CodeDirection? {
    guard let ends, let map else { return nil }
    let found = CodeDirection(
      in: map.codes, dimensions: map.plane.latentCount,
      from: ends.start.rows(in: map, marked: marked), to: ends.end.rows(in: map, marked: marked))
    return found.flatMap { $0.length > 0 ? $0 : nil }
  }
}
