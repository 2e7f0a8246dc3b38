internal import Autoencoders

/// The rows of small images: along the walk, and along one latent.
public struct StripsFeature: Equatable, Sendable {
  /// Which row it is.
  public enum Place: Hashable, Sendable {
    /// Along the walk from mark to mark.
    case walk
    /// Along the chosen latent.
    case latent
    /// The one image that the code came from.
    case anchor
    /// The terms of an analogy and its answer.
    case analogy
    /// The one image that is to be matched.
    case target
  }

  private var asked: [Place: StripRequest] = [:]
  private var decoded: [Place: DecodedStrip] = [:]

  init() {}

  /// What was decoded last for a row.
  func strip(_ place: Place) -> DecodedStrip? { decoded[place] }

  /// Asks for a row, unless it was asked for already.
  mutating func ask(_ request: StripRequest, at place: Place, of run: RunID) -> [Effect] {
    guard asked[place] != request else { return [] }
    asked[place] = request
    return [.compute(.strip(request, place), of: run)]
  }

  /// Asks for every row again the next time, for the weights have changed.
  mutating func expire() { asked = [:] }

  /// Takes in a row, if it is the one that is wanted.
  mutating func show(_ strip: DecodedStrip, at place: Place) {
    if asked[place] == strip.request { decoded[place] = strip }
  }
}
