import Foundation
import Testing

@testable import Autoencoders

/// Covariances on a plane, and their ellipses.
struct PlaneEllipseTests {
  private static func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 }

  private static func expect(
    _ found: PlaneCovariance, xx: Double, xy: Double, yy: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (found, expected) in [(found.xx, xx), (found.xy, xy), (found.yy, yy)] {
      #expect(abs(found - expected) < 1e-6, sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [
    (PlaneCovariance(xx: 4, xy: 0, yy: 1), 2.0, 1.0, 0.0),
    (PlaneCovariance(xx: 1, xy: 0, yy: 4), 2, 1, Double.pi / 2),
    // Variances 9 and 1, turned by 30° and by -60°.
    (PlaneCovariance(xx: 7, xy: 2 * 3.0.squareRoot(), yy: 3), 3, 1, Double.pi / 6),
    (PlaneCovariance(xx: 3, xy: -2 * 3.0.squareRoot(), yy: 7), 3, 1, -Double.pi / 3),
    // A line, a circle, a point.
    (PlaneCovariance(xx: 2, xy: 2, yy: 2), 2, 0, Double.pi / 4),
    (PlaneCovariance(xx: 4, xy: 0, yy: 4), 2, 2, 0),
    (PlaneCovariance(xx: 0, xy: 0, yy: 0), 0, 0, 0),
  ])
  func axesAndAngle(covariance: PlaneCovariance, major: Double, minor: Double, angle: Double) {
    for deviations in [1.0, 2] {
      let ellipse = PlaneEllipse(covariance, deviations: deviations)
      #expect(Self.isNear(ellipse.semiMajorAxis, deviations * major))
      #expect(abs(ellipse.semiMinorAxis - deviations * minor) < 1e-7)
      #expect(Self.isNear(ellipse.angle, angle))
    }
  }

  /// Each point is two deviations out by the covariance's own measure.
  @Test func pointsLieOnTheEllipse() {
    let covariance = PlaneCovariance(xx: 7, xy: 2 * 3.0.squareRoot(), yy: 3)
    let points = PlaneEllipse(covariance, deviations: 2).points(count: 40, around: (5, -1))
    #expect(points.count == 40)
    for point in points {
      let (x, y) = (point.x - 5, point.y + 1)
      let determinant = covariance.xx * covariance.yy - covariance.xy * covariance.xy
      let square =
        (covariance.yy * x * x - 2 * covariance.xy * x * y + covariance.xx * y * y) / determinant
      #expect(Self.isNear(square, 4))
    }
    #expect(Self.isNear(points[0].x, 5 + 6 * cos(.pi / 6)))
    #expect(Self.isNear(points[0].y, -1 + 6 * sin(.pi / 6)))
  }

  @Test func aPlaneSeesItsPartOfACovariance() {
    let half = 0.5.squareRoot()
    let axes = PlaneAxes(x: [half, half, 0], y: [half, -half, 0])
    Self.expect(PlaneCovariance(variances: [1, 4, 9], along: axes), xx: 2.5, xy: -1.5, yy: 2.5)
    let full = [1, 0.5, 0.2, 0.5, 4, 0.3, 0.2, 0.3, 9]
    Self.expect(PlaneCovariance(covariance: full, along: axes), xx: 3, xy: -1.5, yy: 2)
    Self.expect(
      PlaneCovariance(logVariances: [0, Float(log(4.0)), 2], along: axes), xx: 2.5, xy: -1.5,
      yy: 2.5)
    Self.expect(
      PlaneCovariance(variances: [1, 4, 9], along: PlaneAxes(latents: 3)), xx: 1, xy: 0, yy: 4)
  }

  /// Two images at ±(1, 2): their variances' mean and the squares of their distances from the middle.
  @Test func aMixtureHasTheTotalVariance() {
    let logs = [0.25, 1, 0.75, 3].map { Float(log($0)) }
    let rows: [Float] = [11, 2, logs[0], logs[1], 9, -2, logs[2], logs[3]]
    let mixture = PosteriorMixture(of: [rows[0..<4], rows[4..<8]], along: PlaneAxes(latents: 2))
    #expect(Self.isNear(mixture.mean[0], 10) && Self.isNear(mixture.mean[1], 0))
    Self.expect(mixture.covariance, xx: 1.5, xy: 2, yy: 6)
    let codes = PosteriorMixture(
      of: [rows[0..<2], rows[4..<6]], along: PlaneAxes(latents: 2))
    Self.expect(codes.covariance, xx: 1, xy: 2, yy: 4)
  }
}
