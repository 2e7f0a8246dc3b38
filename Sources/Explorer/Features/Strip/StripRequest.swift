public import Autoencoders

/// Codes along a way, some of which are to be decoded.
public struct StripRequest: Equatable, Sendable {
  /// The way.
  public let codes: [[Float]]
  /// How many of them are to be decoded, at equal distances, the first and the last among them.
  public let imageCount: Int

  /// The rows of the codes that are decoded.
  public var shownRows: [Int] {
    guard imageCount > 1 else { return [0] }
    return (0..<imageCount).map { $0 * (codes.count - 1) / (imageCount - 1) }
  }

  /// Decodes; on a walk, tells where the codes lie among those of images.
  func strip(at place: StripsFeature.Place, on bench: Workbench) -> DecodedStrip {
    let map = place == .walk ? bench.map : nil
    return DecodedStrip(
      request: self, images: bench.model.images(of: shownRows.map { codes[$0] }),
      readings: map.map { bench.tools.readings(at: codes, in: $0, on: bench.model.engine) } ?? [])
  }
}

/// Images along a way.
public struct DecodedStrip: Equatable, Sendable {
  /// What was asked for.
  public let request: StripRequest
  /// The images of the codes shown, values from 0 to 1.
  public let images: [[Float]]
  /// Where each code of the way lies among those of images; empty where nobody asks or there are none.
  public let readings: [OnDataReading]

  /// Whether all codes differ in this latent alone.
  func varies(only latent: Int) -> Bool {
    guard let first = request.codes.first, let last = request.codes.last,
      first.indices.contains(latent)
    else { return false }
    return first.indices.allSatisfy { ($0 == latent) == (first[$0] != last[$0]) }
  }

  /// Places where the class that most near codes are of changes.
  var changes: [(place: Double, from: UInt8, to: UInt8)] {
    let labels = readings.map { $0.classShares.first?.label }
    return labels.indices.dropLast().compactMap { index in
      guard let from = labels[index], let to = labels[index + 1], from != to else { return nil }
      return ((Double(index) + 0.5) / Double(labels.count - 1), from, to)
    }
  }
}
