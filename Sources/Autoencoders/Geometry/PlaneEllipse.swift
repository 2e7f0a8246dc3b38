internal import Foundation

/// An ellipse on a plane, around its origin.
public struct PlaneEllipse: Equatable, Sendable {
  /// Half the longest diameter.
  public let semiMajorAxis: Double
  /// Half the shortest diameter.
  public let semiMinorAxis: Double
  /// From the first axis of the plane to the longest diameter, counterclockwise, in radians above -π/2 up to
  /// π/2.
  public let angle: Double

  /// Where a Gaussian of this covariance is `deviations` standard deviations from its mean: of its mass, it
  /// holds 1 - exp(-deviations² / 2), which is 39 % for one and 86 % for two.
  public init(_ covariance: PlaneCovariance, deviations: Double) {
    let middle = (covariance.xx + covariance.yy) / 2
    let (half, off) = ((covariance.xx - covariance.yy) / 2, covariance.xy)
    let radius = (half * half + off * off).squareRoot()
    semiMajorAxis = deviations * (middle + radius).squareRoot()
    semiMinorAxis = deviations * max(middle - radius, 0).squareRoot()
    angle = radius > 0 ? atan2(off, half) / 2 : 0
  }

  /// `count` points around the ellipse, counterclockwise from the end of the longest diameter; the last is
  /// not the first again.
  ///
  /// - Parameters:
  ///   - count: of the points.
  ///   - center: the ellipse's place on the plane.
  public func points(
    count: Int, around center: (x: Double, y: Double) = (0, 0)
  ) -> [(x: Double, y: Double)] {
    let (cosine, sine) = (cos(angle), sin(angle))
    return (0..<count).map { index in
      let turn = 2 * Double.pi * Double(index) / Double(count)
      let (along, across) = (semiMajorAxis * cos(turn), semiMinorAxis * sin(turn))
      return (
        center.x + along * cosine - across * sine, center.y + along * sine + across * cosine
      )
    }
  }
}
