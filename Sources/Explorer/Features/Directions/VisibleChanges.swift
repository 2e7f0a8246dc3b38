internal import Autoencoders

/// How much of the image each latent changes over its posterior: what latents are ranked by.
public struct VisibleChanges: Equatable, Sendable {
  /// What was asked for.
  public let request: Request
  /// The mean absolute change of a pixel, from 0 to 1, by latent.
  public let values: [Double]

  /// The latents' ranges.
  public struct Request: Equatable, Sendable {
    /// The number of the codes that are shown, and so of the weights.
    let version: Int
    /// One standard deviation of the aggregate posterior about its mean, by latent.
    let ranges: [ClosedRange<Float>]
  }

  /// Codes whose images are looked at, evenly spread over all.
  private static let mostCodes = 32

  /// Finds them; nil where there are no codes, and where nobody waits for it any more.
  init?(_ request: Request, on bench: Workbench) {
    guard let map = bench.map, !map.points.isEmpty,
      request.ranges.count == map.plane.latentCount
    else { return nil }
    let count = min(map.points.count, Self.mostCodes)
    let codes = (0..<count).map { map.code($0 * map.points.count / count) }
    var values: [Double] = []
    for (latent, range) in request.ranges.enumerated() {
      guard bench.isWanted() else { return nil }
      values.append(bench.model.visibleChange(of: latent, over: range, at: codes))
    }
    (self.request, self.values) = (request, values)
  }

  init(request: Request, values: [Double]) { (self.request, self.values) = (request, values) }
}
