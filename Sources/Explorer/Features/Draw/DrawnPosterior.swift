internal import Autoencoders
internal import TerminalUI

/// The posterior of the drawing, as it lies on the plane.
struct DrawnPosterior {
  let reading: DrawingReading
  let map: LatentMap
  let theme: Theme

  private static let points = 64

  /// Ellipses at 1 and 2 σ, or samples where the posterior is no Gaussian; nothing where places between codes have
  /// no meaning.
  var curves: [PlotCurve] {
    guard map.view != .neighbors, reading.code.count == map.plane.latentCount else { return [] }
    if let posterior = reading.posterior {
      let covariance = posterior.covariance(along: map.plane.axes)
      let center = map.plane.place(of: posterior.mean)
      return [1.0, 2].map { deviations in
        let ring = PlaneEllipse(covariance, deviations: deviations)
          .points(count: Self.points, around: (center.x, center.y))
        return PlotCurve(ring + ring.prefix(1), .solid, style: theme.overlay)
      }
    }
    guard !reading.samples.isEmpty else { return [] }
    let places = reading.samples.map { map.plane.place(of: $0) }
    return [PlotCurve(places.map { ($0.x, $0.y) }, .places, style: theme.overlay)]
  }
}
